package dev.llmbridge.daemon;

import dev.llmbridge.posix.Libc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;

/** What a service manager passed on to this process ($LISTEN_FDS and $LISTEN_PID). */
@Singleton
final class Inheritance {
    private final Map<String, String> environment;
    private final int pid;

    @Inject
    Inheritance(Libc libc) {
        this(System.getenv(), libc.getpid());
    }

    Inheritance(Map<String, String> environment, int pid) {
        this.environment = environment;
        this.pid = pid;
    }

    /** Whether descriptor 3 is the socket; meant for this process and not for one that it descends from. */
    boolean offersSocket() {
        return Integer.toString(pid).equals(environment.get("LISTEN_PID")) && "1".equals(environment.get("LISTEN_FDS"));
    }
}
