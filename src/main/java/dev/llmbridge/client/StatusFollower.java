package dev.llmbridge.client;

import dev.llmbridge.client.StatusClient.RenderedStatus;
import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.FolderWatch;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.ProcessWatch;
import dev.llmbridge.protocol.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code status --follow}: a line now, and one at each change, until nobody reads them any more or whoever started this
 * is gone.
 *
 * <p>It sleeps in one call of poll: on the folders of the state file and the sessions, on the life of the daemon and of
 * the parent, on standard output. While a daemon lives, the state file is all that counts. Without one nobody keeps
 * that file true; then the session files are read, and the clock counts, for as long as something is to expire. A
 * daemon that starts is heard of, as its first act is to write the state file.
 *
 * <p>A line is made when it can be written: a reader that is slow gets the newest one, and none waits here.
 */
final class StatusFollower {
    private static final int STANDARD_OUTPUT = 1;
    private static final long WITHOUT_END = -1;
    private static final short NOTHING = 0;

    private final Libc libc;
    private final StatusClient client;
    private final StatusFormat form;
    private final Path stateFolder;
    private final Path sessionsFolder;
    private final FolderWatch watch;
    private final LineWriter writer;
    private final ProcessWatch parent;
    private ProcessWatch daemon;

    StatusFollower(Libc libc, Settings settings, StatusClient client, StatusFormat form) {
        this.libc = libc;
        this.client = client;
        this.form = form;
        stateFolder = settings.stateFile().toAbsolutePath().getParent();
        sessionsFolder = settings.sessionsDir();
        watch = new FolderWatch(libc);
        writer = new LineWriter(libc, STANDARD_OUTPUT);
        parent = ProcessWatch.parent(libc);
        daemon = ProcessWatch.of(libc, OptionalInt.empty());
    }

    /**
     * Returns when nobody needs it any more.
     *
     * @throws IOException where changes cannot be heard of, with the reason in one line
     */
    void run() throws IOException {
        RenderedStatus answer = look();
        while (!parent.hasEnded()) {
            boolean pending = writer.isInLine() || !writer.hasBegun(answer.text());
            Wakeup wakeup = sleep(pending, answer.until());
            if (wakeup.nobodyReads() || wakeup.canWrite() && !writer.write(answer.text())) {
                return;
            }
            if (wakeup.somethingChanged()) {
                answer = look();
            }
        }
    }

    private RenderedStatus look() throws IOException {
        watch.drain();
        if (daemon.descriptor() < 0) {
            daemon.close();
            daemon = ProcessWatch.of(libc, client.daemon());
        }
        OptionalInt pid = daemon.pid();
        watch.cover(client.trusts(pid, form) ? List.of(stateFolder) : List.of(stateFolder, sessionsFolder));
        return client.answer(form, pid, true);
    }

    /** What ended a sleep. */
    private record Wakeup(boolean nobodyReads, boolean canWrite, boolean somethingChanged) {}

    private Wakeup sleep(boolean pending, Optional<Instant> until) {
        int[] descriptors = {STANDARD_OUTPUT, parent.descriptor(), watch.descriptor(), daemon.descriptor()};
        short[] events = {pending ? LinuxAbi.POLLOUT : NOTHING, LinuxAbi.POLLIN, LinuxAbi.POLLIN, LinuxAbi.POLLIN};
        short[] happened = new short[descriptors.length];
        int count = libc.poll(descriptors, events, happened, until.isPresent() ? nanosTo(until.get()) : WITHOUT_END);
        if (happened[1] != NOTHING) {
            parent.end();
        }
        if (happened[3] != NOTHING) {
            daemon.end();
        }
        return new Wakeup(
                (happened[0] & LinuxAbi.POLL_FAILED) != 0,
                (happened[0] & LinuxAbi.POLLOUT) != 0,
                count == 0 || happened[2] != NOTHING || happened[3] != NOTHING);
    }

    /** At least a millisecond: a moment that is not over when it should be would be waited for in a circle. */
    private static long nanosTo(Instant moment) {
        long millis = Duration.between(SystemClock.now().wall(), moment).toMillis();
        return (Math.max(0, millis) + 1) * LinuxAbi.NANOS_PER_MILLI;
    }
}
