package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.DirectoryWatch;
import dev.llmbridge.posix.DirectoryWatch.FileChanges;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.posix.WakeupPipe;
import dev.llmbridge.session.Timestamp;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Watches the directories in which clients keep their session files and reads each file that changes. When a directory
 * appears, disappears or is replaced, all files are read again, so no change is missed in between. If a directory
 * cannot be watched, all files are read once a second. Reporting an unchanged file twice does no harm.
 */
@Singleton
final class ClientDirectoryWatch {
    private static final Logger LOG = Logger.getLogger(ClientDirectoryWatch.class);
    /** The maximum number of directories; there is a limit because a hook can name any directory. */
    private static final int MAX_DIRECTORIES = 32;

    private final List<Path> directories;
    private final Libc libc;
    private final WakeupPipe wakeup;
    private final ClientFileReader reader;
    /** The processes whose files were reported last. */
    private final Set<Integer> reported = new HashSet<>();

    private boolean pollingLogged;

    @Inject
    ClientDirectoryWatch(Settings settings, Libc libc, TrustedFiles files) {
        this(settings.clientSessions(), libc, files);
    }

    ClientDirectoryWatch(List<Path> directories, Libc libc, TrustedFiles files) {
        this.directories = new CopyOnWriteArrayList<>(directories);
        this.libc = libc;
        this.wakeup = new WakeupPipe(libc);
        this.reader = new ClientFileReader(files);
    }

    /** Watches another directory as well. Can be called on any thread. */
    void add(Path directory) {
        if (!directories.contains(directory) && directories.size() < MAX_DIRECTORIES) {
            directories.add(directory);
            wakeup.wake();
        }
    }

    /** Returns the directories that are watched, or would be if they existed. Can be called on any thread. */
    List<Path> directories() {
        return List.copyOf(directories);
    }

    /** Reads all clients' files. */
    List<ClientSessionFile> readAll() {
        List<ClientSessionFile> files = new ArrayList<>();
        for (Path directory : directories) {
            files.addAll(reader.readAll(directory));
        }
        return files;
    }

    /** Starts a thread that reports all clients' files, then each change. */
    void start(LoopEvent.Sink sink, Supplier<Timestamp> clock) {
        Thread.ofPlatform().name("client-files").daemon().start(() -> run(sink, clock));
    }

    /** Does the work of {@link #start} on the calling thread, until that is interrupted. */
    void run(LoopEvent.Sink sink, Supplier<Timestamp> clock) {
        try (DirectoryWatch watch = new DirectoryWatch(libc, FileChanges.ANY)) {
            Set<Path> changed = Set.of();
            while (!Thread.currentThread().isInterrupted()) {
                if (watch.setDirectories(directories)) {
                    watch.failure().ifPresent(this::logPolling);
                    reportAll(sink, clock);
                } else {
                    for (Path file : changed) {
                        report(file, sink, clock);
                    }
                }
                await(watch);
                changed = watch.takeChanges();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void logPolling(String why) {
        if (!pollingLogged) {
            LOG.warnf("polling the files of clients once a second instead of watching them: %s", why);
            pollingLogged = true;
        }
    }

    private void reportAll(LoopEvent.Sink sink, Supplier<Timestamp> clock) throws InterruptedException {
        for (ClientSessionFile file : readAll()) {
            reported.add(file.client().pid());
            sink.put(new LoopEvent.ClientFileSeen(file, clock.get()));
        }
        for (int pid : List.copyOf(reported)) {
            if (!hasFile(pid)) {
                reported.remove(pid);
                sink.put(new LoopEvent.ClientFileDeleted(pid, clock.get()));
            }
        }
    }

    /** A file whose existence cannot be determined counts as existing. */
    private boolean hasFile(int pid) {
        for (Path directory : directories) {
            if (!Files.notExists(ClientFileReader.fileOf(pid, directory), LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    private void await(DirectoryWatch watch) {
        int[] descriptors = {watch.descriptor(), wakeup.descriptor()};
        short[] revents = new short[descriptors.length];
        libc.poll(descriptors, new short[] {LinuxAbi.POLLIN, LinuxAbi.POLLIN}, revents, watch.timeout());
        if (revents[1] != 0) {
            wakeup.drain();
        }
    }

    private void report(Path file, LoopEvent.Sink sink, Supplier<Timestamp> clock) throws InterruptedException {
        OptionalInt pid = ClientFileReader.pidOf(file);
        if (pid.isEmpty()) {
            return;
        }
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            reported.remove(pid.getAsInt());
            sink.put(new LoopEvent.ClientFileDeleted(pid.getAsInt(), clock.get()));
            return;
        }
        var parsed = reader.read(file);
        if (parsed.isPresent()) {
            reported.add(pid.getAsInt());
            sink.put(new LoopEvent.ClientFileSeen(parsed.get(), clock.get()));
        }
    }
}
