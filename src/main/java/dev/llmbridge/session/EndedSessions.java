package dev.llmbridge.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers sessions that ended recently, so that late events do not bring them back. */
final class EndedSessions {
    private static final Duration RETENTION = Duration.ofSeconds(60);

    private record End(Instant at, long stamp) {}

    private final Map<SessionId, End> ends = new LinkedHashMap<>();

    void add(SessionId id, SessionEvent event) {
        ends.remove(id);
        ends.put(id, new End(event.at(), event.stamp()));
    }

    /** Returns whether the event's session has already ended. A later start revives the session and forgets its end. */
    boolean isTooLate(SessionEvent event) {
        forgetExpired(event.at());
        End end = ends.get(event.session());
        if (end == null) {
            return false;
        }
        boolean revives =
                event.detail() instanceof SessionEvent.EventDetail.SessionStarted && event.stamp() >= end.stamp();
        if (revives) {
            ends.remove(event.session());
        }
        return !revives;
    }

    /** Removes expired entries. They are in insertion order, so the oldest come first. */
    void forgetExpired(Instant now) {
        var oldest = ends.values().iterator();
        while (oldest.hasNext() && !now.isBefore(oldest.next().at().plus(RETENTION))) {
            oldest.remove();
        }
    }
}
