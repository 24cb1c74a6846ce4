package dev.llmbridge.doctor;

import dev.llmbridge.agent.claude.HookReader;
import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.program.BoundedProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Sends a message the way a hook does: through the executable and the socket to the daemon, which says in its answer to
 * a ping that it has received it. The message names no session, so nothing is stored or shown, by any version of the
 * daemon; one that does not know the message only counts it as not understood.
 *
 * @param event the command that Claude Code runs
 * @param id identifies the message
 * @param daemon the client that queries the daemon
 * @param before the daemon's answer before the test; empty if none answers
 */
record SelfTest(List<String> event, String id, DaemonClient daemon, Optional<PingAnswer> before) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long POLL_INTERVAL_MILLIS = 1;
    /** Variables that Claude Code sets if it started this process; removed so that its session is not affected. */
    private static final Set<String> CLIENT_VARIABLES =
            Set.of(Environment.CLIENT_PID, Environment.CLIENT_SESSION_ID, "CLAUDE_PROJECT_DIR", "CLAUDECODE");

    Finding run() {
        if (before.isEmpty()) {
            return new Finding.Skipped("no daemon answers");
        }
        long start = System.nanoTime();
        byte[] input = ("{\"" + HookReader.SELF_TEST + "\":\"" + id + "\"}\n").getBytes(StandardCharsets.UTF_8);
        if (BoundedProcess.run(event, input, CLIENT_VARIABLES, TIMEOUT).isEmpty()) {
            return new Finding.Failure(
                    String.join(" ", event) + " fails", "install the program again: a hook must always succeed");
        }
        long sent = System.nanoTime();
        if (!awaitReceipt(before.get())) {
            return new Finding.Failure(
                    "the daemon did not receive what " + String.join(" ", event) + " sent",
                    "look for the reason in the daemon's log, with LLM_BRIDGE_LOG_LEVEL=DEBUG",
                    "journalctl --user -u " + DaemonControl.SERVICE);
        }
        return new Finding.Ok(String.format(
                Locale.ROOT,
                "a message was sent in %.1f ms and had reached the daemon after %.1f ms",
                (sent - start) / 1e6,
                (System.nanoTime() - start) / 1e6));
    }

    private boolean awaitReceipt(PingAnswer earlier) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (PingAnswer.from(daemon).filter(now -> hasReceived(earlier, now)).isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL_INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private boolean hasReceived(PingAnswer earlier, PingAnswer now) {
        return now.selfTest()
                .map(id::equals)
                .orElseGet(() -> now.received() > earlier.received() && now.dropped() > earlier.dropped());
    }
}
