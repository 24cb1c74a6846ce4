package dev.llmbridge.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmbridge.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Sends an event all the way, in a session of its own, and ends that session.
 *
 * @param event the call that Claude Code makes
 * @param session the id of the session
 * @param sessionsDir where the daemon writes what it knows
 */
record SelfTest(List<String> event, String session, DaemonTalk daemon, Path sessionsDir) implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 1;
    /** Of a client that this may have been started from: its own session is not to be touched. */
    private static final Set<String> OF_A_CLIENT =
            Set.of("CLAUDE_PID", "CLAUDE_CODE_SESSION_ID", "CLAUDE_PROJECT_DIR", "CLAUDECODE");

    @Override
    public String subject() {
        return "self-test";
    }

    @Override
    public Finding run() {
        if (daemon.ask(Message.What.PING).isEmpty()) {
            return new Finding.Warning("not tried, as no daemon answers", "start the daemon");
        }
        Finding found = follow();
        send("SessionEnd", "\"reason\":\"other\"");
        boolean ended = await(() -> !isKnown() && !isWritten());
        return ended || !(found instanceof Finding.Ok)
                ? found
                : new Finding.Warning("the session " + session + " did not end", "it will be gone in five minutes");
    }

    private Finding follow() {
        long since = System.nanoTime();
        if (!send("UserPromptSubmit", "\"prompt\":\"\"")) {
            return new Finding.Failure(String.join(" ", event) + " fails", "install the program anew");
        }
        long sent = System.nanoTime();
        if (!await(this::isKnown)) {
            return new Finding.Failure(
                    "the daemon did not hear of an event", "start it with LLM_BRIDGE_LOG_LEVEL=DEBUG and try again");
        }
        if (!await(this::isWritten)) {
            return new Finding.Failure(
                    "the daemon heard of an event, but wrote nothing to " + sessionsDir,
                    "start it with the same LLM_BRIDGE_SESSIONS_DIR as this");
        }
        return new Finding.Ok(String.format(
                Locale.ROOT,
                "an event was sent in %.1f ms and was in the files after %.1f ms",
                (sent - since) / 1e6,
                (System.nanoTime() - since) / 1e6));
    }

    private boolean send(String name, String field) {
        String json = "{\"session_id\":\"" + session + "\",\"cwd\":\"/\",\"hook_event_name\":\"" + name + "\"," + field
                + "}\n";
        Optional<String> output =
                BoundedProcess.run(event, json.getBytes(StandardCharsets.UTF_8), OF_A_CLIENT, PATIENCE);
        return output.isPresent();
    }

    private boolean isKnown() {
        return daemon.ask(Message.What.SESSIONS)
                .map(DaemonTalk.Answer::content)
                .map(answer -> answer.path("sessions"))
                .map(this::isAmong)
                .orElse(false);
    }

    private boolean isAmong(JsonNode sessions) {
        for (JsonNode each : sessions) {
            if (each.path("id").asText().equals(session)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWritten() {
        return Files.exists(sessionsDir.resolve(session + ".json"));
    }

    private static boolean await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
