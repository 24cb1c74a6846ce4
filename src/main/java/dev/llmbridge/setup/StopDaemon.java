package dev.llmbridge.setup;

import dev.llmbridge.setup.file.ChangeRefusedException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops a daemon that systemd did not start, because two daemons cannot share a socket. */
record StopDaemon(ProcessHandle daemon) implements SetupStep {
    private static final int TIMEOUT_SECONDS = 5;

    @Override
    public String preview() {
        return "stop the daemon with pid " + daemon.pid() + ", which systemd did not start\n";
    }

    @Override
    public List<String> take() throws ChangeRefusedException {
        // Sends SIGTERM, after which the daemon writes its files and exits.
        daemon.destroy();
        try {
            daemon.onExit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return List.of("stopped the daemon with pid " + daemon.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stillRunning();
        } catch (ExecutionException | TimeoutException e) {
            throw stillRunning();
        }
    }

    private ChangeRefusedException stillRunning() {
        return new ChangeRefusedException("the daemon with pid " + daemon.pid() + " did not stop");
    }
}
