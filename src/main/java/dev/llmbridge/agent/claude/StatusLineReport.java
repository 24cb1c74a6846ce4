package dev.llmbridge.agent.claude;

import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.UsageReport;
import java.time.Instant;
import java.util.Optional;

/**
 * What a status line's JSON tells.
 *
 * @param session whose it is; {@code default} where the JSON names none
 * @param cwd the client's working folder; empty where not told
 * @param told what the session has used, as far as told
 */
public record StatusLineReport(SessionId session, String cwd, UsageReport told) {

    /** All that the status line itself knows of the session's usage. */
    public Usage usage() {
        return told.onto(Usage.NONE);
    }

    /**
     * The report in the session's terms.
     *
     * @param at wall time of its receipt
     * @param stamp CLOCK_MONOTONIC ns of its receipt: the message carries none of its own
     */
    public SessionEvent toEvent(Instant at, long stamp) {
        return new SessionEvent(session, at, stamp, Optional.empty(), cwd, new EventDetail.UsageReported(told));
    }
}
