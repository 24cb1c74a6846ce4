package dev.llmbridge.daemon;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.agent.claude.StatusLineReport;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.display.StatusLineRenderer;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.Timestamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The answers that clients get, each in one datagram: JSON to a query, a line of text to a status line. */
final class Replies {
    private static final JsonFactory JSON = new JsonFactory();

    /** In bytes; what a datagram holds is more than that. */
    private static final int MAX_SESSION_LIST = 200_000;

    private final String version;
    private final int pid;

    Replies(String version, int pid) {
        this.version = version;
        this.pid = pid;
    }

    byte[] to(Message.QueryType query, LiveState state, DatagramStats stats, Timestamp now) {
        return switch (query) {
            case STATUS -> state.bar(now).toJson().getBytes(StandardCharsets.UTF_8);
            case SESSIONS -> SessionList.of(state.overview(now)).toJson(MAX_SESSION_LIST);
            case PING -> ping(stats);
        };
    }

    /** The text of the status line of which {@code report} told, after {@code event} has been applied. */
    byte[] statusLine(StatusLineReport report, SessionEvent event, LiveState state, Timestamp now) {
        // A session that has ended is no longer among the others, and its client may still ask for a line.
        Session session = state.session(report.session())
                .orElseGet(() -> Session.unknown(report.session(), now.wall()).apply(event));
        StatusLineRenderer line =
                StatusLineRenderer.of(session, report.usage(), state.overview(now), state.options(), now.wall());
        return line.render(true, StatusLineRenderer.UNBOUNDED).getBytes(StandardCharsets.UTF_8);
    }

    /** Says that the daemon is alive, and how many datagrams it has received and dropped. */
    private byte[] ping(DatagramStats stats) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("version", version);
            json.writeNumberField("pid", pid);
            json.writeNumberField("received", stats.receivedCount());
            json.writeNumberField("dropped", stats.droppedCount());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array takes every byte", e);
        }
        return bytes.toByteArray();
    }
}
