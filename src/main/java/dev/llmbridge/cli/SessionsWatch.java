package dev.llmbridge.cli;

import dev.llmbridge.config.Settings;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.display.SessionListing;
import dev.llmbridge.posix.DirectoryWatch;
import dev.llmbridge.posix.DirectoryWatch.FileChanges;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.WakeupPipe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code sessions --watch}: shows the sessions now and after each change, until the reader exits. Waits in a single
 * poll call for changes of the session files and the state file, for standard output to lose its reader, and for the
 * next change of a displayed age.
 */
final class SessionsWatch {
    private static final int STANDARD_OUTPUT = 1;
    private static final short NO_EVENT = 0;
    private static final OptionalLong NEVER = OptionalLong.empty();

    /** The shortest time between two listings: a publication of the daemon replaces several files. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Libc libc;
    private final Supplier<SessionList> sessions;
    private final Path stateFile;
    private final Path sessionsDirectory;
    private final DirectoryWatch watch;
    private final WakeupPipe wakeup;

    /** Shows a list of sessions. */
    interface View {
        /** Returns false if nobody reads the output any more. */
        boolean show(SessionList list, Instant now);

        /** Whether the view shows ages, which change even though nothing happens. */
        boolean showsAges();
    }

    SessionsWatch(Libc libc, Settings settings, Supplier<SessionList> sessions) {
        this.libc = libc;
        this.sessions = sessions;
        stateFile = settings.stateFile().toAbsolutePath();
        sessionsDirectory = settings.sessionsDir().toAbsolutePath();
        watch = new DirectoryWatch(libc, FileChanges.RENAMED_OR_DELETED);
        wakeup = new WakeupPipe(libc);
    }

    /** Shows the list again; called on another thread. */
    void redraw() {
        wakeup.wake();
    }

    /** Returns when the reader of standard output has exited or the thread is interrupted. */
    void run(View view) {
        boolean read = true;
        while (read) {
            // Before the sessions are read, so that no change is missed.
            watch.setDirectories(List.of(Objects.requireNonNull(stateFile.getParent()), sessionsDirectory));
            watch.takeChanges();
            Instant now = Instant.now();
            SessionList list = sessions.get();
            OptionalLong next = view.showsAges() ? SessionListing.nextChange(list, now.getEpochSecond()) : NEVER;
            read = view.show(list, now) && awaitChange(next);
        }
    }

    /** Waits until there may be something else to show; returns false if there is no reader any more. */
    private boolean awaitChange(OptionalLong until) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        while (true) {
            int[] descriptors = {STANDARD_OUTPUT, watch.descriptor(), wakeup.descriptor()};
            short[] events = {NO_EVENT, LinuxAbi.POLLIN, LinuxAbi.POLLIN};
            short[] revents = new short[descriptors.length];
            int count = libc.poll(descriptors, events, revents, timeout(until));
            if ((revents[0] & LinuxAbi.POLL_FAILED) != 0) {
                return false;
            }
            if (revents[2] != NO_EVENT) {
                wakeup.drain();
                return true;
            }
            if (count == 0 || revents[1] != NO_EVENT && concernsSessions(watch.takeChanges())) {
                return true;
            }
        }
    }

    /** The directory of the state file also contains files of other programs. No file: a directory was replaced. */
    private boolean concernsSessions(Set<Path> changed) {
        for (Path file : changed) {
            if (file.equals(stateFile) || file.startsWith(sessionsDirectory)) {
                return true;
            }
        }
        return changed.isEmpty();
    }

    private long timeout(OptionalLong until) {
        if (until.isEmpty()) {
            return watch.timeout();
        }
        Instant then = Instant.ofEpochSecond(until.getAsLong());
        long nanos = Math.max(1, Duration.between(Instant.now(), then).toMillis() + 1) * LinuxAbi.NANOS_PER_MILLI;
        return watch.timeout() < 0 ? nanos : Math.min(nanos, watch.timeout());
    }
}
