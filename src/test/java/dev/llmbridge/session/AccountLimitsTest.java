package dev.llmbridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Usage.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AccountLimitsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);

    @Test
    void a_newer_report_replaces_an_older_one_even_if_less_is_used() {
        AccountLimits older = account("a", 10, new Limit(80, 9_000));
        AccountLimits newer = account("a", 20, new Limit(5, 2_000));

        assertThat(AccountLimits.merge(List.of(newer, older), NOW)).containsExactly(newer);
    }

    @Test
    void accounts_do_not_replace_each_others_limits() {
        AccountLimits one = account("a", 10, new Limit(80, 9_000));
        AccountLimits other = account("b", 20, new Limit(5, 2_000));

        assertThat(AccountLimits.merge(List.of(other, one), NOW)).containsExactly(one, other);
    }

    @Test
    void each_limit_is_kept_until_its_reset() {
        AccountLimits both = new AccountLimits(
                "a",
                Instant.EPOCH,
                Optional.of(new Limit(1, 1_000)),
                Optional.of(new Limit(2, 1_001)),
                Optional.empty());

        assertThat(AccountLimits.merge(List.of(both), NOW)).singleElement().satisfies(left -> {
            assertThat(left.fiveHour()).isEmpty();
            assertThat(left.sevenDay()).contains(new Limit(2, 1_001));
        });
        assertThat(AccountLimits.merge(List.of(both), NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void a_session_that_repeats_what_it_knows_does_not_make_that_newer() {
        AccountLimits first = account("a", 10, new Limit(80, 9_000));

        assertThat(first.updatedWith(first.withReportTime(Instant.ofEpochSecond(99))))
                .isSameAs(first);
        assertThat(first.updatedWith(AccountLimits.NONE)).isSameAs(first);
        AccountLimits news = account("a", 99, new Limit(81, 9_000));
        assertThat(first.updatedWith(news)).isSameAs(news);
    }

    @Test
    void if_there_are_too_many_accounts_the_oldest_reports_are_forgotten() {
        List<AccountLimits> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(account("a" + i, i, new Limit(1, 9_000)));
        }

        assertThat(AccountLimits.merge(many, NOW))
                .hasSize(AccountLimits.MAX_ACCOUNTS)
                .contains(many.get(99), many.get(84))
                .doesNotContain(many.get(83));
    }

    @Property
    void merging_does_not_depend_on_the_order_and_can_be_repeated(
            @ForAll("reports") List<AccountLimits> reports, @ForAll Random random) {
        List<AccountLimits> shuffled = new ArrayList<>(reports);
        Collections.shuffle(shuffled, random);

        List<AccountLimits> merged = AccountLimits.merge(reports, NOW);

        assertThat(AccountLimits.merge(shuffled, NOW)).isEqualTo(merged);
        assertThat(AccountLimits.merge(merged, NOW)).isEqualTo(merged);
    }

    @Provide
    Arbitrary<List<AccountLimits>> reports() {
        Arbitrary<Optional<Limit>> limits = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(998, 1_003))
                .as(Limit::new)
                .optional();
        return Combinators.combine(
                        Arbitraries.of("", "a", "b"),
                        Arbitraries.longs().between(0, 3).map(Instant::ofEpochSecond),
                        limits,
                        limits)
                .as((account, at, fiveHour, sevenDay) ->
                        new AccountLimits(account, at, fiveHour, sevenDay, Optional.empty()))
                .list()
                .ofMaxSize(8);
    }

    private static AccountLimits account(String account, long reportedAt, Limit fiveHour) {
        return new AccountLimits(
                account, Instant.ofEpochSecond(reportedAt), Optional.of(fiveHour), Optional.empty(), Optional.empty());
    }
}
