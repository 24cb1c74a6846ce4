package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class UsageTotalsTest {
    @Test
    void totals_sum_the_usage_and_the_highest_cost_of_each_session() {
        EventDetail lowerCost = new EventDetail.UsageReported(usage(1), "");
        EventDetail subagent = new EventDetail.SubagentStarted("x", "Explore");
        Session one = BarRendererTest.session("one", "/w", usage(2.5), lowerCost, subagent);
        Session other = BarRendererTest.session("other", "/w", usage(1.25));
        Instant now = one.lastEvent();

        UsageTotals totals = UsageTotals.of(Overview.at(List.of(one, other), now, Expiry.DEFAULT));

        assertThat(totals).isEqualTo(new UsageTotals(OptionalDouble.of(3.75), 20, 40, 60, 80, 2, 4, 1));
    }

    private static Usage usage(double costUsd) {
        return Usages.of("Opus", costUsd, 10, 20, 30, 40, OptionalInt.of(5), 1, 2, Optional.empty(), Optional.empty());
    }
}
