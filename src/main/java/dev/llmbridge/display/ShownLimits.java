package dev.llmbridge.display;

import dev.llmbridge.display.text.Minutes;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.session.Usage.SpendLimit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The usage limits that are shown: those of the account of the session that is described. If it has not reported any,
 * each limit is that of the account which has used most of it.
 *
 * @param accounts one account or, if it is not known which one, all of them
 */
record ShownLimits(List<AccountLimits> accounts, Instant now) {
    /** The longest plausible time to a reset: a month, in seconds. The longest limit covers a month. */
    private static final long MAX_SECONDS_TO_RESET = 31L * 24 * 60 * 60;

    /**
     * Selects the limits to show.
     *
     * @param usage the usage of the session that is described
     */
    static ShownLimits of(Overview overview, Usage usage, Instant now) {
        AccountLimits own = usage.limits();
        for (AccountLimits account : overview.limits()) {
            if (!own.isEmpty() && account.account().equals(own.account())) {
                return new ShownLimits(List.of(account), now);
            }
        }
        return new ShownLimits(overview.limits(), now);
    }

    /** Returns the 5-hour limit; empty if its use is not known. */
    Optional<Limit> fiveHour() {
        return mostUsed(AccountLimits::fiveHour);
    }

    /** Returns the 7-day limit; empty if its use is not known. */
    Optional<Limit> sevenDay() {
        return mostUsed(AccountLimits::sevenDay);
    }

    /** Returns the limit on spending; empty if its use is not known. */
    Optional<Limit> spend() {
        return mostUsed(account -> account.spend().map(SpendLimit::limit));
    }

    /** Returns whether an account is a subscription, so that nothing is billed by use. */
    static boolean areOfSubscription(Overview overview) {
        for (AccountLimits account : overview.limits()) {
            if (account.fiveHour().isPresent() || account.sevenDay().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the highest used percentage of any limit, 0-100. */
    int highestPercent() {
        int highest = 0;
        for (Optional<Limit> limit : List.of(fiveHour(), sevenDay(), spend())) {
            highest = Math.max(highest, limit.isPresent() ? usedPercent(limit.get()) : 0);
        }
        return highest;
    }

    /** Returns when the first of the limits is reset; empty if unknown. */
    Optional<Instant> nextReset() {
        Optional<Instant> next = Optional.empty();
        for (Optional<Limit> limit : List.of(fiveHour(), sevenDay(), spend())) {
            next = RenderContext.earlier(next, limit.flatMap(this::reset));
        }
        return next;
    }

    /** Returns when the limits were reported, the oldest report if several accounts are shown; empty if unknown. */
    Optional<Instant> reportedAt() {
        Optional<Instant> oldest = Optional.empty();
        for (AccountLimits account : accounts) {
            Instant at = account.reportedAt();
            if (at.isAfter(Instant.EPOCH) && (oldest.isEmpty() || at.isBefore(oldest.get()))) {
                oldest = Optional.of(at);
            }
        }
        return oldest;
    }

    /** Returns when a limit is reset; empty if no plausible time was reported. */
    Optional<Instant> reset(Limit limit) {
        long seconds = now.getEpochSecond();
        boolean plausible = limit.resetsAt() > seconds && limit.resetsAt() - seconds <= MAX_SECONDS_TO_RESET;
        return plausible ? Optional.of(Instant.ofEpochSecond(limit.resetsAt())) : Optional.empty();
    }

    /** Returns when the time to the reset of a limit has another text; empty if there is none. */
    Optional<Instant> nextResetChange(Optional<Limit> limit) {
        return limit.flatMap(this::reset).map(reset -> Minutes.nextChangeUntil(reset, now));
    }

    /** Returns the used percentage of a limit, 0-100. */
    static int usedPercent(Limit limit) {
        return Math.clamp(limit.usedPercent(), 0, 100);
    }

    private Optional<Limit> mostUsed(Function<AccountLimits, Optional<Limit>> reported) {
        Optional<Limit> mostUsed = Optional.empty();
        for (AccountLimits account : accounts) {
            Optional<Limit> limit = reported.apply(account);
            if (limit.isPresent()
                    && (mostUsed.isEmpty()
                            || limit.get().usedPercent() > mostUsed.get().usedPercent())) {
                mostUsed = limit;
            }
        }
        return mostUsed;
    }
}
