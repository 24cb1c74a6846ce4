package dev.llmbridge.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers sessions that ended recently, so that late events do not bring them back. */
final class EndedSessions {
    private static final Duration RETENTION = Duration.ofSeconds(60);
    private static final int MAX_ENDS = 4_096;

    private record End(Instant at, long stamp, Optional<ClientProcess> process) {}

    private final Map<SessionId, End> ends = new LinkedHashMap<>();

    void add(SessionId id, SessionEvent event) {
        ends.remove(id);
        ends.put(id, new End(event.at(), event.stamp(), event.client()));
        if (ends.size() > MAX_ENDS) {
            ends.remove(ends.keySet().iterator().next());
        }
    }

    /**
     * Returns whether the event comes after the end that its process reported. A later start revives the session and
     * forgets its end; the events of other processes are not affected by it.
     *
     * @param isKnown whether the session still exists, because it has other processes
     */
    boolean isTooLate(SessionEvent event, boolean isKnown) {
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
        return !revives
                && !isOfAnotherProcess(event, end)
                && !(isKnown && event.client().isEmpty());
    }

    private static boolean isOfAnotherProcess(SessionEvent event, End end) {
        return event.client().isPresent()
                && event.client().get().wasSeenAlive()
                && end.process().isPresent()
                && !new Client(end.process().get()).isSender(event.client().get());
    }

    /** Removes expired entries. They are in insertion order, so the oldest come first. */
    void forgetExpired(Instant now) {
        var oldest = ends.values().iterator();
        while (oldest.hasNext() && !now.isBefore(oldest.next().at().plus(RETENTION))) {
            oldest.remove();
        }
    }
}
