package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.StatusLineReport;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.display.StatusLineRenderer;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.Timestamp;
import java.nio.charset.StandardCharsets;

/** The daemon's answers to clients, each in one datagram: JSON for a query, a line of text for a status line. */
final class Replies {
    /** In bytes; less than a datagram can hold. */
    private static final int MAX_SESSION_LIST = 200_000;

    private final PingReply ping;

    Replies(PingReply ping) {
        this.ping = ping;
    }

    byte[] answer(Message.QueryType query, LiveState state, InputStats stats, Timestamp now) {
        return switch (query) {
            case STATUS -> state.bar(now).toJson().getBytes(StandardCharsets.UTF_8);
            case SESSIONS -> SessionList.of(state.overview(now)).toJson(MAX_SESSION_LIST);
            case PING -> ping.with(stats);
        };
    }

    /** Renders the status line for a report whose event has already been applied. */
    byte[] statusLine(StatusLineReport report, SessionEvent event, LiveState state, Timestamp now) {
        // A session that has ended is no longer in the state, but its client may still request a line.
        Session session = state.session(report.session())
                .orElseGet(() -> Session.unknown(report.session(), now.wall()).apply(event));
        StatusLineRenderer line =
                StatusLineRenderer.of(session, report.usage(), state.overview(now), state.options(), now.wall());
        return line.render(true, StatusLineRenderer.UNBOUNDED).getBytes(StandardCharsets.UTF_8);
    }
}
