package dev.llmbridge.session;

import dev.llmbridge.session.SessionEvent.ClientStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The status that stands in a client's session file until the client changes it.
 *
 * @param reason what the session is waiting for; meaningful only for {@link ClientStatus#WAITING}
 * @param since when the client last changed it
 * @param contradicted when hooks last said otherwise; empty if they agree
 */
public record FileStatus(ClientStatus status, Activity.Reason reason, Instant since, Optional<Instant> contradicted) {
    /** How long a contradiction may last, because the client writes its file a little later than it runs its hooks. */
    private static final Duration MAX_LAG = Duration.ofSeconds(1);

    FileStatus contradictedAt(Instant at) {
        return new FileStatus(status, reason, since, Optional.of(at));
    }

    FileStatus confirmed() {
        return contradicted.isEmpty() ? this : new FileStatus(status, reason, since, Optional.empty());
    }

    /** Returns when the file decides, unless the client changes it first; empty if hooks agree with it. */
    Optional<Instant> decidesAt() {
        return contradicted.map(at -> at.plus(MAX_LAG));
    }
}
