package dev.llmbridge.display;

import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usage.Limit;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The account's limits: every session tells them, so the newest word counts. */
final class AccountLimits {
    /** Seconds of a month: the longest limit is of a week. */
    private static final long LONGEST = 30L * 24 * 60 * 60;

    private static final Function<Usage, Optional<Limit>> FIVE_HOUR = Usage::fiveHour;
    private static final Function<Usage, Optional<Limit>> SEVEN_DAY = Usage::sevenDay;

    /** Empty where not told, or where it was reset since: nobody has told then how much of it is used. */
    static Optional<Limit> fiveHour(Overview overview, Instant now) {
        return newest(overview, now, FIVE_HOUR);
    }

    /** As {@link #fiveHour}. */
    static Optional<Limit> sevenDay(Overview overview, Instant now) {
        return newest(overview, now, SEVEN_DAY);
    }

    /** When it is reset; empty where not told, or where what was told is beyond any such limit. */
    static Optional<Instant> reset(Limit limit, Instant now) {
        long seconds = now.getEpochSecond();
        boolean sane = limit.resetsAt() > seconds && limit.resetsAt() - seconds <= LONGEST;
        return sane ? Optional.of(Instant.ofEpochSecond(limit.resetsAt())) : Optional.empty();
    }

    /** Of its allowance; 0-100. */
    static int usedPercent(Limit limit) {
        return Math.clamp(limit.usedPercent(), 0, 100);
    }

    /** A limit is used more and more until it is reset: the latest reset is the newest word, then the greatest use. */
    private static Optional<Limit> newest(Overview overview, Instant now, Function<Usage, Optional<Limit>> which) {
        Optional<Limit> newest = Optional.empty();
        for (Overview.SessionEntry entry : overview.entries()) {
            Optional<Limit> told = which.apply(entry.session().usage());
            if (told.isPresent()
                    && isCurrent(told.get(), now)
                    && (newest.isEmpty() || isNewer(told.get(), newest.get()))) {
                newest = told;
            }
        }
        return newest;
    }

    private static boolean isCurrent(Limit limit, Instant now) {
        return limit.resetsAt() == 0 || limit.resetsAt() > now.getEpochSecond();
    }

    private static boolean isNewer(Limit one, Limit other) {
        return one.resetsAt() == other.resetsAt()
                ? one.usedPercent() > other.usedPercent()
                : one.resetsAt() > other.resetsAt();
    }

    private AccountLimits() {}
}
