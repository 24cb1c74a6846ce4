package dev.llmbridge.doctor;

import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.program.BoundedProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Sends a test event through the whole program, in a session created for the test, and then ends that session.
 *
 * @param event the command that Claude Code runs
 * @param session the id of the test session
 * @param daemon the client that queries the daemon
 * @param sessionsDir the directory in which the daemon writes session files
 */
record SelfTest(List<String> event, String session, DaemonClient daemon, Path sessionsDir) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long POLL_INTERVAL_MILLIS = 1;
    /** Variables that Claude Code sets if it started this process; removed so that its session is not affected. */
    private static final Set<String> CLIENT_VARIABLES =
            Set.of(Environment.CLIENT_PID, Environment.CLIENT_SESSION_ID, "CLAUDE_PROJECT_DIR", "CLAUDECODE");

    Finding run() {
        if (PingAnswer.from(daemon).isEmpty()) {
            return new Finding.Warning("skipped because no daemon answers", "start the daemon");
        }
        Finding finding = trackEvent();
        send("SessionEnd", "\"reason\":\"other\"");
        boolean ended = await(() -> !isKnown() && !isWritten());
        return ended || !(finding instanceof Finding.Ok)
                ? finding
                : new Finding.Warning("the session " + session + " did not end", "it expires by itself");
    }

    private Finding trackEvent() {
        long start = System.nanoTime();
        if (!send("UserPromptSubmit", "\"prompt\":\"\"")) {
            return new Finding.Failure(String.join(" ", event) + " fails", "install the program again");
        }
        long sent = System.nanoTime();
        if (!await(this::isKnown)) {
            return new Finding.Failure(
                    "the daemon did not receive the event", "start it with LLM_BRIDGE_LOG_LEVEL=DEBUG and try again");
        }
        if (!await(this::isWritten)) {
            return new Finding.Failure(
                    "the daemon received the event, but wrote nothing to " + sessionsDir,
                    "start it with the same LLM_BRIDGE_SESSIONS_DIR as doctor");
        }
        return new Finding.Ok(String.format(
                Locale.ROOT,
                "an event was sent in %.1f ms and reached the session files after %.1f ms",
                (sent - start) / 1e6,
                (System.nanoTime() - start) / 1e6));
    }

    private boolean send(String name, String field) {
        String json = "{\"session_id\":\"" + session + "\",\"cwd\":\"/\",\"hook_event_name\":\"" + name + "\"," + field
                + "}\n";
        byte[] input = json.getBytes(StandardCharsets.UTF_8);
        return BoundedProcess.run(event, input, CLIENT_VARIABLES, TIMEOUT).isPresent();
    }

    private boolean isKnown() {
        return daemon.sessions().stream().flatMap(list -> list.rows().stream()).anyMatch(row -> row.id()
                .equals(session));
    }

    private boolean isWritten() {
        return Files.exists(sessionsDir.resolve(session + ".json"));
    }

    private static boolean await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
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
}
