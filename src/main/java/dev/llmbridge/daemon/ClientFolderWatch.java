package dev.llmbridge.daemon;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.session.Timestamp;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The thread that waits for changes in folders of client files (inotify, without any polling) and reads what changed.
 *
 * <p>Of each folder its nearest existing ancestor is watched as well, to notice when the folder appears, goes, or is
 * replaced. Whenever that happens all watches are set anew and all files read again, so that nothing is missed between
 * the two; to hear the same twice harms nobody.
 */
final class ClientFolderWatch implements Runnable {
    private static final Logger LOG = Logger.getLogger(ClientFolderWatch.class);
    private static final WatchEvent.Kind<?>[] COMING_AND_GOING = {ENTRY_CREATE, ENTRY_DELETE};
    private static final WatchEvent.Kind<?>[] ANY_CHANGE = {ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE};

    private final List<Path> folders;
    private final ClientFileReader reader;
    private final Sink sink;
    private final Supplier<Timestamp> clock;
    private Map<WatchKey, Path> watched = Map.of();
    private boolean toldOfFailure;

    /** Where what was read goes. */
    interface Sink {
        void put(LoopEvent incoming) throws InterruptedException;
    }

    ClientFolderWatch(List<Path> folders, ClientFileReader reader, Sink sink, Supplier<Timestamp> clock) {
        this.folders = List.copyOf(folders);
        this.reader = reader;
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public void run() {
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            watchAnew(service);
            while (true) {
                follow(service.take(), service);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            tellOfFailure("client files", e);
        }
    }

    private void follow(WatchKey key, WatchService service) throws InterruptedException {
        List<WatchEvent<?>> events = key.pollEvents();
        boolean lasts = key.reset();
        Path folder = watched.get(key);
        if (folder == null) {
            return;
        }
        Set<Path> files = new LinkedHashSet<>();
        boolean moved = !lasts;
        for (WatchEvent<?> event : events) {
            if (event.context() instanceof Path name) {
                files.add(folder.resolve(name));
            } else {
                // Too many at once: which ones is not known.
                moved = true;
            }
        }
        if (moved || leadsToAFolder(files)) {
            watchAnew(service);
        } else if (folders.contains(folder)) {
            for (Path file : files) {
                look(file);
            }
        }
    }

    private boolean leadsToAFolder(Set<Path> files) {
        for (Path file : files) {
            for (Path folder : folders) {
                if (folder.startsWith(file)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void look(Path file) throws InterruptedException {
        OptionalInt pid = ClientFileReader.pidOf(file);
        if (pid.isEmpty()) {
            return;
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            var said = reader.read(file);
            if (said.isPresent()) {
                tell(said.get());
            }
        } else {
            sink.put(new LoopEvent.ClientFileGone(pid.getAsInt(), clock.get()));
        }
    }

    private void tell(ClientSessionFile file) throws InterruptedException {
        sink.put(new LoopEvent.ClientFileSeen(file, clock.get()));
    }

    private void watchAnew(WatchService service) throws InterruptedException {
        Map<WatchKey, Path> keys = new HashMap<>();
        for (Path folder : folders) {
            watchAncestor(folder, service, keys);
        }
        // After the ancestors: one of them can be a folder of files itself, and the last registration counts.
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                register(folder, ANY_CHANGE, service, keys);
            }
        }
        for (WatchKey former : watched.keySet()) {
            if (!keys.containsKey(former)) {
                former.cancel();
            }
        }
        watched = keys;
        for (Path folder : folders) {
            for (ClientSessionFile file : reader.readAll(folder)) {
                tell(file);
            }
        }
    }

    private void watchAncestor(Path folder, WatchService service, Map<WatchKey, Path> keys) {
        Path ancestor = nearestAncestor(folder);
        while (true) {
            register(ancestor, COMING_AND_GOING, service, keys);
            Path now = nearestAncestor(folder);
            if (now.equals(ancestor)) {
                return;
            }
            ancestor = now;
        }
    }

    private static Path nearestAncestor(Path folder) {
        Path ancestor = folder.getParent();
        while (ancestor.getParent() != null && !Files.isDirectory(ancestor)) {
            ancestor = ancestor.getParent();
        }
        return ancestor;
    }

    private void register(Path folder, WatchEvent.Kind<?>[] kinds, WatchService service, Map<WatchKey, Path> keys) {
        try {
            keys.put(folder.register(service, kinds), folder);
        } catch (NoSuchFileException | NotDirectoryException e) {
            LOG.debugf("%s went away", folder);
        } catch (IOException e) {
            tellOfFailure(folder, e);
        }
    }

    private void tellOfFailure(Object what, IOException why) {
        if (!toldOfFailure) {
            LOG.warnf("cannot watch %s, going on without: %s", what, why.getMessage());
            toldOfFailure = true;
        }
    }
}
