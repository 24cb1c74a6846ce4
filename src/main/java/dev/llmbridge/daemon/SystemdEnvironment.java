package dev.llmbridge.daemon;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.PeerAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What systemd passed to this process; see sd_listen_fds(3), sd_notify(3) and sd_watchdog_enabled(3). */
@Singleton
final class SystemdEnvironment {
    private static final long NANOS_PER_MICRO = 1_000;

    private final Map<String, String> environment;
    private final String pid;

    @Inject
    SystemdEnvironment(Libc libc) {
        this(System.getenv(), libc.getpid());
    }

    SystemdEnvironment(Map<String, String> environment, int pid) {
        this.environment = environment;
        this.pid = Integer.toString(pid);
    }

    /** Whether file descriptor 3 is the socket, passed to this process and not to an ancestor. */
    boolean passedSocket() {
        return pid.equals(environment.get("LISTEN_PID")) && "1".equals(environment.get("LISTEN_FDS"));
    }

    /** The address for notifications; empty if none are wanted. */
    Optional<PeerAddress> notifySocket() {
        return Optional.ofNullable(environment.get("NOTIFY_SOCKET")).flatMap(PeerAddress::named);
    }

    /** The watchdog's timeout; empty if systemd does not watch this process. */
    Optional<Duration> watchdog() {
        String watchedPid = environment.getOrDefault("WATCHDOG_PID", pid);
        return watchedPid.equals(pid) ? micros(environment.getOrDefault("WATCHDOG_USEC", "")) : Optional.empty();
    }

    private static Optional<Duration> micros(String text) {
        try {
            long micros = Long.parseLong(text);
            return micros > 0 && micros <= Long.MAX_VALUE / NANOS_PER_MICRO
                    ? Optional.of(Duration.ofNanos(micros * NANOS_PER_MICRO))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
