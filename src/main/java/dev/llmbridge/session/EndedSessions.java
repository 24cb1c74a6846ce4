package dev.llmbridge.session;

import dev.llmbridge.session.SessionEvent.EventDetail;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers sessions that ended recently, so that late events do not bring them back. */
final class EndedSessions {
    private static final Duration RETENTION = Duration.ofSeconds(60);
    private static final int MAX_ENDS = 4_096;

    /** @param observed whether the process was found to have exited; otherwise, a hook reported the end */
    private record Ending(Instant at, long stamp, Optional<ClientProcess> process, boolean observed) {}

    private final Map<SessionId, Ending> ends = new LinkedHashMap<>();

    void add(SessionId id, SessionEvent event) {
        ends.remove(id);
        boolean observed = event.detail() instanceof EventDetail.ClientExited;
        ends.put(id, new Ending(event.at(), event.stamp(), event.client(), observed));
        if (ends.size() > MAX_ENDS) {
            ends.remove(ends.keySet().iterator().next());
        }
    }

    /**
     * Returns whether the event comes after the end of its process. A later start revives the session and forgets its
     * end, and so does a later event of a process that runs although it was found to have exited. The events of other
     * processes are not affected by the end.
     *
     * @param isKnown whether the session still exists, because it has other processes
     */
    boolean isTooLate(SessionEvent event, boolean isKnown) {
        forgetExpired(event.at());
        Ending end = ends.get(event.session());
        if (end == null) {
            return false;
        }
        boolean revives = event.detail() instanceof EventDetail.SessionStarted && event.stamp() >= end.stamp()
                || end.observed() && isAlive(event, end);
        if (revives) {
            ends.remove(event.session());
        }
        return !revives
                && !isOfAnotherProcess(event, end)
                && !(isKnown && event.client().isEmpty());
    }

    private static boolean isAlive(SessionEvent event, Ending end) {
        return event.client().isPresent()
                && event.client().get().wasSeenAlive()
                && event.client().equals(end.process())
                && event.stamp() > end.stamp();
    }

    private static boolean isOfAnotherProcess(SessionEvent event, Ending end) {
        return event.client().isPresent()
                && event.client().get().wasSeenAlive()
                && end.process().isPresent()
                && !new Client(end.process().get()).isSender(event.client().get());
    }

    void shiftTimes(Duration by) {
        ends.replaceAll((_, end) -> new Ending(end.at().plus(by), end.stamp(), end.process(), end.observed()));
    }

    /** Removes expired entries. They are in insertion order, so the oldest come first. */
    void forgetExpired(Instant now) {
        var oldest = ends.values().iterator();
        while (oldest.hasNext() && !now.isBefore(oldest.next().at().plus(RETENTION))) {
            oldest.remove();
        }
    }
}
