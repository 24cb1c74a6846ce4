package dev.llmbridge.client;

import dev.llmbridge.client.StatusClient.RenderedStatus;
import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.DirectoryWatch;
import dev.llmbridge.posix.DirectoryWatch.FileChanges;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.ProcessWatch;
import dev.llmbridge.protocol.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code status --follow}: prints a line now and at each change, until the reader or the parent process exits.
 *
 * <p>It waits in a single poll call for changes in the directories of the state file and the session files, for the
 * daemon or the parent to exit, and for standard output to become writable or lose its reader. If the state file of a
 * running daemon can be printed as it is, only that file is read. Otherwise the session files are read, and poll has a
 * timeout if the line can change even though no file does, or if a directory cannot be watched. A starting daemon is
 * detected because it writes the state file.
 *
 * <p>Each new line replaces one that has not been written yet, so a slow reader gets only the newest line.
 */
final class StatusFollower {
    private static final int STANDARD_OUTPUT = 1;
    private static final short NO_EVENT = 0;

    private final Libc libc;
    private final StatusClient client;
    private final StatusFormat format;
    private final Path stateDirectory;
    private final Path sessionsDirectory;
    private final DirectoryWatch watch;
    private final LineWriter writer;
    private final ProcessWatch parent;
    private ProcessWatch daemon;

    StatusFollower(Libc libc, Settings settings, StatusClient client, StatusFormat format) {
        this.libc = libc;
        this.client = client;
        this.format = format;
        stateDirectory =
                Objects.requireNonNull(settings.stateFile().toAbsolutePath().getParent());
        sessionsDirectory = settings.sessionsDir();
        watch = new DirectoryWatch(libc, FileChanges.RENAMED_OR_DELETED);
        writer = new LineWriter(libc, STANDARD_OUTPUT);
        parent = ProcessWatch.parent(libc);
        daemon = ProcessWatch.of(libc, OptionalInt.empty());
    }

    /** Returns when the reader or the parent process exits. */
    void run() {
        RenderedStatus answer = look();
        while (!parent.hasEnded()) {
            boolean pending = writer.hasPartialLine() || !writer.isLastLine(answer.text());
            Wakeup wakeup = await(pending, answer.until());
            if (wakeup.readerGone() || wakeup.canWrite() && !writer.write(answer.text())) {
                return;
            }
            if (wakeup.stateChanged()) {
                answer = look();
            }
        }
    }

    private RenderedStatus look() {
        watch.takeChanges();
        if (daemon.descriptor() < 0) {
            daemon.close();
            daemon = ProcessWatch.of(libc, client.daemonPid());
        }
        OptionalInt pid = daemon.pid();
        watch.setDirectories(
                client.usesStateFile(pid, format)
                        ? List.of(stateDirectory)
                        : List.of(stateDirectory, sessionsDirectory));
        return client.answer(format, pid, true);
    }

    /** The reasons why a wait ended. */
    private record Wakeup(boolean readerGone, boolean canWrite, boolean stateChanged) {}

    private Wakeup await(boolean pending, Optional<Instant> until) {
        int[] descriptors = {STANDARD_OUTPUT, parent.descriptor(), watch.descriptor(), daemon.descriptor()};
        short[] events = {pending ? LinuxAbi.POLLOUT : NO_EVENT, LinuxAbi.POLLIN, LinuxAbi.POLLIN, LinuxAbi.POLLIN};
        short[] revents = new short[descriptors.length];
        int count = libc.poll(descriptors, events, revents, timeout(until));
        if (revents[1] != NO_EVENT) {
            parent.markEnded();
        }
        if (revents[3] != NO_EVENT) {
            daemon.markEnded();
        }
        return new Wakeup(
                (revents[0] & LinuxAbi.POLL_FAILED) != 0,
                (revents[0] & LinuxAbi.POLLOUT) != 0,
                count == 0 || revents[2] != NO_EVENT || revents[3] != NO_EVENT);
    }

    private long timeout(Optional<Instant> until) {
        if (until.isEmpty()) {
            return watch.timeout();
        }
        long nanos = nanosTo(until.get());
        return watch.timeout() < 0 ? nanos : Math.min(nanos, watch.timeout());
    }

    /**
     * Returns the time until a moment, rounded up to the next whole millisecond and at least 1 ms, so that the loop
     * does not spin just before the deadline.
     */
    private static long nanosTo(Instant moment) {
        long millis = Duration.between(SystemClock.now().wall(), moment).toMillis();
        return (Math.max(0, millis) + 1) * LinuxAbi.NANOS_PER_MILLI;
    }
}
