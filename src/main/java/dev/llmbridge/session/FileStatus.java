package dev.llmbridge.session;

import dev.llmbridge.session.SessionEvent.ClientStatus;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * The status in a client's session file. It applies until the client changes it.
 *
 * @param reason what the session is waiting for; meaningful only for {@link ClientStatus#WAITING}
 * @param since when the client last changed it
 */
public record FileStatus(ClientStatus status, Activity.Reason reason, Instant since) {
    FileStatus withSince(UnaryOperator<Instant> change) {
        return new FileStatus(status, reason, change.apply(since));
    }

    /** Returns whether this status is more active than another, or equally active and later. */
    boolean outranks(FileStatus other) {
        int byStatus = status.compareTo(other.status());
        return byStatus > 0 || byStatus == 0 && since.isAfter(other.since());
    }
}
