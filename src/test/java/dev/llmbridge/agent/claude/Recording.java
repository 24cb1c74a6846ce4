package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.display.SessionRow;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Replays the real client's payloads at given times, in seconds, and checks the activity shown after each. */
final class Recording {
    static final String A = "aaaaaaaa-0000-4000-8000-000000000000";
    static final String B = "bbbbbbbb-0000-4000-8000-000000000000";

    private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");
    private static final long UPTIME_NANOS = 1_000_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SessionTable table = new SessionTable(List.of());
    private final MessageTranslator translator =
            new MessageTranslator(new HookReader(false), Recording::startTime, _ -> "");

    /** A recorded payload, modified as a test requires. */
    record Payload(String session, int pid, ObjectNode json) {
        Payload of(String other, int otherPid) {
            return new Payload(other, otherPid, json);
        }

        Payload id(String id) {
            return with("tool_use_id", id);
        }

        Payload tool(String name) {
            return with("tool_name", name);
        }

        Payload agent(String agent) {
            return with("agent_id", agent);
        }

        /** Removes the subagent, so that the payload belongs to the session itself. */
        Payload withoutAgent() {
            json.remove(List.of("agent_id", "agent_type"));
            return this;
        }

        Payload running(String... tasks) {
            ArrayNode list = json.putArray("background_tasks");
            for (String task : tasks) {
                list.addObject().put("id", task).put("type", "subagent").put("status", "running");
            }
            return this;
        }

        Payload calls(String... ids) {
            ArrayNode list = json.putArray("tool_calls");
            for (String id : ids) {
                list.addObject().put("tool_name", "Bash").put("tool_use_id", id);
            }
            return this;
        }

        private Payload with(String field, String value) {
            json.put(field, value);
            return this;
        }
    }

    static Payload sample(String name) {
        try {
            return new Payload(A, 100, (ObjectNode) JSON.readTree(Samples.bytes(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Recording at(double seconds, String sample, String expected) {
        return at(seconds, sample(sample), expected);
    }

    Recording at(double seconds, Payload payload, String expected) {
        return at(seconds, seconds, payload, expected);
    }

    /** The hook's process started at {@code stamped}; the daemon received the payload at {@code seconds}. */
    Recording at(double seconds, double stamped, Payload payload, String expected) {
        send(seconds, stamped, payload);
        return shows(seconds, payload.session(), expected);
    }

    void play(double seconds, String sample) {
        send(seconds, seconds, sample(sample));
    }

    private void send(double seconds, double stamped, Payload payload) {
        ObjectNode json = payload.json().deepCopy().put("session_id", payload.session());
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        Message message = json.has("hook_event_name")
                ? new Message.Hook(timestamp(stamped).monotonic(), payload.pid(), bytes)
                : new Message.StatusLinePayload(bytes);
        translator.read(message, timestamp(seconds)).forEach(table::apply);
    }

    /** The client's session file reports a status. */
    Recording file(double seconds, String status, String expected) {
        return file(seconds, status, A, expected);
    }

    Recording file(double seconds, String status, String session, String expected) {
        Timestamp now = timestamp(seconds);
        ObjectNode json = JSON.createObjectNode()
                .put("pid", 100)
                .put("sessionId", session)
                .put("cwd", "/home/user/project")
                .put("procStart", Long.toString(startTime(100)))
                .put("status", status)
                .put("waitingFor", "permission prompt")
                .put("statusUpdatedAt", now.wall().toEpochMilli());
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        ClientSessionFile.parse(bytes).orElseThrow().toEvents(now).forEach(table::apply);
        return shows(seconds, session, expected);
    }

    /** The client is killed with SIGKILL, so it exits without sending an event. */
    Recording killed(double seconds, String expected) {
        Timestamp now = timestamp(seconds);
        Optional<ClientProcess> client = Optional.of(new ClientProcess(100, startTime(100)));
        table.apply(new SessionEvent(
                SessionId.of(A), now.wall(), now.monotonic(), client, "", new SessionEvent.EventDetail.ClientExited()));
        return shows(seconds, A, expected);
    }

    Recording shows(double seconds, String expected) {
        return shows(seconds, A, expected);
    }

    Recording shows(double seconds, String session, String expected) {
        Overview overview = Overview.at(table.all(), timestamp(seconds).wall(), Expiry.DEFAULT);
        String shown = SessionList.of(overview).rows().stream()
                .filter(row -> row.id().equals(session))
                .map(SessionRow::activity)
                .findFirst()
                .orElse("gone");
        assertThat(shown).as("shown at %s s", seconds).isEqualTo(expected);
        return this;
    }

    SessionTable table() {
        return table;
    }

    private static Timestamp timestamp(double seconds) {
        long nanos = Math.round(seconds * 1_000) * 1_000_000;
        return new Timestamp(START.plusNanos(nanos), UPTIME_NANOS + nanos);
    }

    private static long startTime(int pid) {
        return 10L * pid;
    }
}
