package dev.llmbridge.daemon;

import dev.llmbridge.session.AccountLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The limits of the user's accounts, which outlive the sessions that have reported them. */
final class KnownLimits {
    private final Consumer<List<AccountLimits>> store;
    private List<AccountLimits> limits;

    /**
     * @param stored what an earlier daemon knew
     * @param store receives all limits whenever one has changed
     */
    KnownLimits(List<AccountLimits> stored, Consumer<List<AccountLimits>> store) {
        this.limits = AccountLimits.merge(stored, Instant.EPOCH);
        this.store = store;
    }

    /** Adds what a session has reported. A limit without a reset time is not kept. */
    void add(AccountLimits reported, Instant now) {
        AccountLimits kept = reported.withKnownResets();
        if (kept.isEmpty() || limits.contains(kept)) {
            return;
        }
        List<AccountLimits> all = new ArrayList<>(limits);
        all.add(kept);
        List<AccountLimits> merged = AccountLimits.merge(all, now);
        if (!merged.equals(AccountLimits.merge(limits, now))) {
            limits = merged;
            store.accept(merged);
        }
    }

    /** Shifts the times of all reports, because the wall clock was set. The times of resets are not this machine's. */
    void shiftTimes(Duration by) {
        limits = limits.stream()
                .map(report -> report.withTime(at -> at.plus(by)))
                .toList();
    }

    /** Returns the limits, including those that have been reset. */
    List<AccountLimits> all() {
        return limits;
    }
}
