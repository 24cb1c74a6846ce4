package dev.llmbridge.session;

import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.session.Usage.SpendLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The usage limits of an account, as one of its sessions reported them.
 *
 * @param account the client's configuration directory, which is logged in to one account; empty if unknown
 * @param reportedAt when a session first reported these values; a client repeats them until it learns newer ones
 * @param fiveHour the 5-hour limit
 * @param sevenDay the 7-day limit
 * @param spend the limit on spending behind a gateway
 */
public record AccountLimits(
        String account,
        Instant reportedAt,
        Optional<Limit> fiveHour,
        Optional<Limit> sevenDay,
        Optional<SpendLimit> spend) {
    /** No limit reported. */
    public static final AccountLimits NONE =
            new AccountLimits("", Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty());

    /** Users have a few accounts; more than that are not remembered. */
    static final int MAX_ACCOUNTS = 16;

    private static final Comparator<AccountLimits> NEWEST_FIRST =
            Comparator.comparing(AccountLimits::reportedAt).reversed().thenComparing(AccountLimits::account);

    public boolean isEmpty() {
        return fiveHour.isEmpty() && sevenDay.isEmpty() && spend.isEmpty();
    }

    /** Returns these limits as reported at another time. */
    public AccountLimits withReportTime(Instant at) {
        return isEmpty() ? this : new AccountLimits(account, at, fiveHour, sevenDay, spend);
    }

    /** Returns these limits with a corrected time, for when the wall clock was set. */
    public AccountLimits withTime(UnaryOperator<Instant> change) {
        return withReportTime(change.apply(reportedAt));
    }

    /** Returns what is known after the same session has reported again: the newer report, if it contains news. */
    AccountLimits updatedWith(AccountLimits report) {
        return report.isEmpty() || report.withReportTime(reportedAt).equals(this) ? this : report;
    }

    /** Returns the limits that have not been reset by {@code now}. A limit without a reset time counts as not reset. */
    private AccountLimits at(Instant now) {
        return new AccountLimits(
                account,
                reportedAt,
                fiveHour.filter(limit -> limit.isCurrent(now)),
                sevenDay.filter(limit -> limit.isCurrent(now)),
                spend.filter(limit -> limit.limit().isCurrent(now)));
    }

    /** Returns the limits whose reset time is known. The others cannot be kept after the session that reported them. */
    public AccountLimits withKnownResets() {
        return new AccountLimits(
                account,
                reportedAt,
                fiveHour.filter(limit -> limit.resetsAt() > 0),
                sevenDay.filter(limit -> limit.resetsAt() > 0),
                spend.filter(limit -> limit.limit().resetsAt() > 0));
    }

    /**
     * Combines the reports of several sessions. The result does not depend on their order.
     *
     * @return for each account the newest report of each limit that has not been reset by {@code now}, sorted by account
     */
    public static List<AccountLimits> merge(Collection<AccountLimits> reports, Instant now) {
        Map<String, List<AccountLimits>> accounts = new TreeMap<>();
        for (AccountLimits report : reports) {
            AccountLimits current = report.at(now);
            if (!current.isEmpty()) {
                accounts.computeIfAbsent(report.account(), _ -> new ArrayList<>())
                        .add(current);
            }
        }
        List<AccountLimits> merged = new ArrayList<>(accounts.size());
        for (List<AccountLimits> account : accounts.values()) {
            merged.add(account.size() == 1 ? account.getFirst() : newest(account));
        }
        if (merged.size() > MAX_ACCOUNTS) {
            merged.sort(NEWEST_FIRST);
            merged.subList(MAX_ACCOUNTS, merged.size()).clear();
            merged.sort(Comparator.comparing(AccountLimits::account));
        }
        return List.copyOf(merged);
    }

    /** Returns the newest report of each limit of one account; its time is the latest of those. */
    private static AccountLimits newest(List<AccountLimits> reports) {
        Optional<AccountLimits> fiveHour = newest(reports, AccountLimits::fiveHour);
        Optional<AccountLimits> sevenDay = newest(reports, AccountLimits::sevenDay);
        Optional<AccountLimits> spend = newest(reports, report -> report.spend().map(SpendLimit::limit));
        Instant reportedAt = Instant.EPOCH;
        for (Optional<AccountLimits> source : List.of(fiveHour, sevenDay, spend)) {
            if (source.isPresent() && source.get().reportedAt().isAfter(reportedAt)) {
                reportedAt = source.get().reportedAt();
            }
        }
        return new AccountLimits(
                reports.getFirst().account(),
                reportedAt,
                fiveHour.flatMap(AccountLimits::fiveHour),
                sevenDay.flatMap(AccountLimits::sevenDay),
                spend.flatMap(AccountLimits::spend));
    }

    /** Of two reports at the same time, the one whose limit {@link Limit#BY_AGE} orders last counts as newer. */
    private static Optional<AccountLimits> newest(
            List<AccountLimits> reports, Function<AccountLimits, Optional<Limit>> reported) {
        Optional<AccountLimits> newest = Optional.empty();
        Optional<Limit> newestLimit = Optional.empty();
        for (AccountLimits report : reports) {
            Optional<Limit> limit = reported.apply(report);
            if (limit.isEmpty()) {
                continue;
            }
            int order = newest.isEmpty()
                    ? 1
                    : report.reportedAt().compareTo(newest.get().reportedAt());
            if (order > 0 || order == 0 && Limit.BY_AGE.compare(limit.get(), newestLimit.orElseThrow()) > 0) {
                newest = Optional.of(report);
                newestLimit = limit;
            }
        }
        return newest;
    }
}
