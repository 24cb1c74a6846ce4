package dev.llmbridge.daemon;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.FolderWatch;
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
 * Watches the folders of clients' session files with inotify and reads each file that changes. Runs on its own thread
 * and does not poll.
 *
 * <p>The nearest existing ancestor of each folder is watched too, so that the appearance, removal or replacement of the
 * folder is noticed. When that happens, all watches are renewed and all files are read again, so no change is missed in
 * between. Reporting an unchanged file twice does no harm.
 */
final class ClientFolderWatch implements Runnable {
    private static final Logger LOG = Logger.getLogger(ClientFolderWatch.class);
    private static final WatchEvent.Kind<?>[] CREATE_AND_DELETE = {ENTRY_CREATE, ENTRY_DELETE};
    private static final WatchEvent.Kind<?>[] ANY_CHANGE = {ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE};

    private final List<Path> folders;
    private final ClientFileReader reader;
    private final Sink sink;
    private final Supplier<Timestamp> clock;
    private Map<WatchKey, Path> watched = new HashMap<>();
    private boolean failureLogged;

    /** Receives the events, on the watch's thread. */
    interface Sink {
        void put(LoopEvent event) throws InterruptedException;
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
            renewWatches(service);
            while (true) {
                process(service.take(), service);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            logFailure("client files", e);
        }
    }

    private void process(WatchKey key, WatchService service) throws InterruptedException {
        List<WatchEvent<?>> events = key.pollEvents();
        boolean valid = key.reset();
        Path folder = watched.get(key);
        if (folder == null) {
            return;
        }
        Set<Path> files = new LinkedHashSet<>();
        boolean renew = !valid;
        for (WatchEvent<?> event : events) {
            if (event.context() instanceof Path name) {
                Path file = folder.resolve(name);
                files.add(file);
                renew |= leadsToFolder(file);
            } else {
                // The kernel dropped events: any file may have changed.
                renew = true;
            }
        }
        if (renew) {
            renewWatches(service);
        } else if (folders.contains(folder)) {
            for (Path file : files) {
                read(file);
            }
        }
    }

    private boolean leadsToFolder(Path path) {
        for (Path folder : folders) {
            if (folder.startsWith(path)) {
                return true;
            }
        }
        return false;
    }

    private void read(Path file) throws InterruptedException {
        OptionalInt pid = ClientFileReader.pidOf(file);
        if (pid.isEmpty()) {
            return;
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            var parsed = reader.read(file);
            if (parsed.isPresent()) {
                report(parsed.get());
            }
        } else {
            sink.put(new LoopEvent.ClientFileRemoved(pid.getAsInt(), clock.get()));
        }
    }

    private void report(ClientSessionFile file) throws InterruptedException {
        sink.put(new LoopEvent.ClientFileSeen(file, clock.get()));
    }

    private void renewWatches(WatchService service) throws InterruptedException {
        Map<WatchKey, Path> keys = new HashMap<>();
        for (Path folder : folders) {
            watchAncestor(folder, service, keys);
        }
        // After the ancestors: an ancestor can itself be one of the folders, and the last registration counts.
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                register(folder, ANY_CHANGE, service, keys);
            }
        }
        watched.keySet().removeAll(keys.keySet());
        watched.keySet().forEach(WatchKey::cancel);
        watched = keys;
        for (Path folder : folders) {
            for (ClientSessionFile file : reader.readAll(folder)) {
                report(file);
            }
        }
    }

    private void watchAncestor(Path folder, WatchService service, Map<WatchKey, Path> keys) {
        Path ancestor;
        do {
            ancestor = FolderWatch.nearestAncestor(folder);
            register(ancestor, CREATE_AND_DELETE, service, keys);
        } while (!FolderWatch.nearestAncestor(folder).equals(ancestor));
    }

    private void register(Path folder, WatchEvent.Kind<?>[] kinds, WatchService service, Map<WatchKey, Path> keys) {
        try {
            keys.put(folder.register(service, kinds), folder);
        } catch (NoSuchFileException | NotDirectoryException e) {
            LOG.debugf("%s went away", folder);
        } catch (IOException e) {
            logFailure(folder, e);
        }
    }

    private void logFailure(Object what, IOException why) {
        if (!failureLogged) {
            LOG.warnf("cannot watch %s, continuing without: %s", what, why.getMessage());
            failureLogged = true;
        }
    }
}
