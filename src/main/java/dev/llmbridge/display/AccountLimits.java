package dev.llmbridge.display;

import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usage.Limit;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The account's usage limits. Every session reports them, so the most recent report is shown. */
final class AccountLimits {
    /** The longest plausible time to a reset: a month, in seconds. The longest limit covers a week. */
    private static final long MAX_SECONDS_TO_RESET = 30L * 24 * 60 * 60;

    /**
     * Returns the 5-hour limit; empty if it was not reported, or if its use is unknown because it has been reset since
     * the last report.
     */
    static Optional<Limit> fiveHour(Overview overview, Instant now) {
        return newest(overview, now, Usage::fiveHour);
    }

    /** Returns the 7-day limit; empty under the same conditions as {@link #fiveHour}. */
    static Optional<Limit> sevenDay(Overview overview, Instant now) {
        return newest(overview, now, Usage::sevenDay);
    }

    /** Returns whether any session has reported a limit: the account is a subscription, and nothing is billed by use. */
    static boolean areReported(Overview overview) {
        for (Overview.SessionEntry entry : overview.entries()) {
            Usage usage = entry.session().usage();
            if (usage.fiveHour().isPresent() || usage.sevenDay().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Returns when the limit is reset; empty if no plausible time was reported. */
    static Optional<Instant> reset(Limit limit, Instant now) {
        long seconds = now.getEpochSecond();
        boolean plausible = limit.resetsAt() > seconds && limit.resetsAt() - seconds <= MAX_SECONDS_TO_RESET;
        return plausible ? Optional.of(Instant.ofEpochSecond(limit.resetsAt())) : Optional.empty();
    }

    /** Returns the used percentage of the limit, 0-100. */
    static int usedPercent(Limit limit) {
        return Math.clamp(limit.usedPercent(), 0, 100);
    }

    /**
     * Until a reset, the use of a limit only grows. The newest report therefore has the latest reset time and, among
     * reports with that reset time, the highest use.
     */
    private static Optional<Limit> newest(Overview overview, Instant now, Function<Usage, Optional<Limit>> reported) {
        Optional<Limit> newest = Optional.empty();
        for (Overview.SessionEntry entry : overview.entries()) {
            Optional<Limit> limit = reported.apply(entry.session().usage());
            if (limit.isPresent()
                    && isCurrent(limit.get(), now)
                    && (newest.isEmpty() || isNewer(limit.get(), newest.get()))) {
                newest = limit;
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
