package dev.llmbridge.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sessions that ended a moment ago: what still arrives of them must not bring them back. */
final class EndedSessions {
    private static final Duration REMEMBERED = Duration.ofSeconds(60);

    private record Ending(Instant at, long stamp) {}

    private final Map<SessionId, Ending> ends = new LinkedHashMap<>();

    void add(SessionId id, SessionEvent by) {
        ends.remove(id);
        ends.put(id, new Ending(by.at(), by.stamp()));
    }

    /** Whether an event comes too late to count; a session that starts again is no longer remembered. */
    boolean outlives(SessionEvent event) {
        forgetUntil(event.at());
        Ending end = ends.get(event.session());
        if (end == null) {
            return false;
        }
        boolean revives = event.what() instanceof SessionEvent.EventDetail.Started && event.stamp() >= end.stamp();
        if (revives) {
            ends.remove(event.session());
        }
        return !revives;
    }

    /** Ends are in the order in which they were told, so the oldest come first. */
    void forgetUntil(Instant now) {
        var oldest = ends.values().iterator();
        while (oldest.hasNext() && !now.isBefore(oldest.next().at().plus(REMEMBERED))) {
            oldest.remove();
        }
    }
}
