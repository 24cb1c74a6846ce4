package dev.llmbridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.SessionEvent.EventDetail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Applies events to a table at given times in seconds and checks a short description of each session's activity. */
final class Replay {
    static final Instant START = Instant.parse("2026-11-22T06:00:00Z");
    static final SessionId A = new SessionId("a");
    static final SessionId B = new SessionId("b");
    static final ClientProcess CLIENT_A = new ClientProcess(100, 7_000);
    static final ClientProcess CLIENT_B = new ClientProcess(200, 8_000);
    private static final long UPTIME_NANOS = 1_000_000_000_000L;

    private final SessionTable table = new SessionTable(List.of());
    private Change last = Change.NONE;

    static Instant time(double seconds) {
        return START.plusNanos(nanos(seconds));
    }

    static SessionEvent event(double seconds, SessionId id, Optional<ClientProcess> client, EventDetail what) {
        return new SessionEvent(id, time(seconds), UPTIME_NANOS + nanos(seconds), client, "", what);
    }

    static SessionEvent event(double seconds, EventDetail what) {
        return event(seconds, A, Optional.of(CLIENT_A), what);
    }

    Replay at(double seconds, EventDetail what, String expected) {
        return at(seconds, A, CLIENT_A, what, expected);
    }

    Replay at(double seconds, SessionId id, ClientProcess client, EventDetail what, String expected) {
        last = table.apply(event(seconds, id, Optional.of(client), what));
        assertThat(activity(id)).as("after %s at %s s", what, seconds).isEqualTo(expected);
        return this;
    }

    /** Settles the sessions at the given time. */
    Replay settles(double seconds, String expected) {
        last = table.settle(time(seconds));
        assertThat(activity(A)).as("settled at %s s", seconds).isEqualTo(expected);
        return this;
    }

    Replay shows(double seconds, String expected) {
        Activity shown = table.get(A).orElseThrow().shown(time(seconds), Expiry.DEFAULT);
        assertThat(describe(shown)).as("shown at %s s", seconds).isEqualTo(expected);
        return this;
    }

    Replay stays(SessionId id, String expected) {
        assertThat(activity(id)).isEqualTo(expected);
        return this;
    }

    Change last() {
        return last;
    }

    SessionTable table() {
        return table;
    }

    String activity(SessionId id) {
        return table.get(id).map(session -> describe(session.activity())).orElse("gone");
    }

    static String describe(Activity activity) {
        return switch (activity) {
            case Activity.Idle(var _, int shells)
            when shells > 0 -> shells == 1 ? "idle, 1 shell" : "idle, " + shells + " shells";
            case Activity.Idle _ -> "idle";
            case Activity.Thinking(int background) when background > 0 -> background + " in background";
            case Activity.Thinking _ -> "thinking";
            case Activity.ToolUse tool -> tool.name();
            case Activity.Waiting wait ->
                wait.reason().name().toLowerCase(Locale.ROOT)
                        + wait.tool().map(tool -> " " + tool).orElse("");
            case Activity.Compacting _ -> "compacting";
            case Activity.Failed failed -> "failed: " + failed.message();
        };
    }

    private static long nanos(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000)).toNanos();
    }
}
