package dev.llmbridge.agent.claude;

import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.UsageReport;
import java.time.Instant;
import java.util.Optional;

/**
 * The contents of a status line's JSON.
 *
 * @param session the session it belongs to; {@code default} if the JSON names none
 * @param cwd the client's working folder; empty if not reported
 * @param usageReport the reported part of the session's usage
 */
public record StatusLineReport(SessionId session, String cwd, UsageReport usageReport) {

    /** The usage according to this report alone. */
    public Usage usage() {
        return usageReport.onto(Usage.NONE);
    }

    /**
     * Converts the report to a session event.
     *
     * @param at wall time of its receipt
     * @param stamp CLOCK_MONOTONIC ns of its receipt, because the message carries no stamp
     */
    public SessionEvent toEvent(Instant at, long stamp) {
        return new SessionEvent(session, at, stamp, Optional.empty(), cwd, new EventDetail.UsageReported(usageReport));
    }
}
