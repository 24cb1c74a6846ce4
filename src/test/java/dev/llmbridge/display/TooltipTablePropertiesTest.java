package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.IconSet;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TooltipTablePropertiesTest {
    @Property
    void every_table_is_valid_markup_of_bounded_width(
            @ForAll @Size(min = 1, max = 12) List<@net.jqwik.api.From("texts") String> names,
            @ForAll("texts") String tool,
            @ForAll("texts") String icon,
            @ForAll @IntRange(max = 999) int context,
            @ForAll @DoubleRange(max = 1e15) double cost,
            @ForAll IconSet icons) {
        List<Session> sessions = new ArrayList<>();
        for (String name : names) {
            Usage usage =
                    Usages.of("", cost, 0, 0, 0, 0, OptionalInt.of(context), 0, 0, Optional.empty(), Optional.empty());
            EventDetail last = sessions.size() % 2 == 0 ? BarRendererTest.tool(tool) : new EventDetail.TurnFailed(name);
            sessions.add(
                    BarRendererTest.session("s" + sessions.size(), "/w/" + name, usage, BarRendererTest.PROMPT, last));
        }
        Expiry expiry = new Expiry(Duration.ofDays(1), Duration.ofDays(1), Duration.ZERO, Duration.ofMinutes(10));
        Overview overview = Overview.at(sessions, BarRendererTest.NOW, expiry);

        String table = new TooltipTable(
                        overview,
                        ProjectNames.of(overview.entries()),
                        new Icons(icons, Map.of("bash", icon, "error", icon)),
                        BarRendererTest.NOW)
                .render();

        assertThat(Xml.isWellFormed(table)).isTrue();
        List<String> lines = TooltipTableTest.plain(table).lines().toList();
        assertThat(lines).hasSize(sessions.size());
        assertThat(lines).allSatisfy(line -> assertThat(TooltipTableTest.columns(line))
                .isLessThanOrEqualTo(TooltipTable.MAX_WIDTH));
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.chars().filter(c -> c == '\u2068')).hasSize(2);
            assertThat(line.chars().filter(c -> c == '\u2069')).hasSize(2);
        });
        // The last column is right-aligned, so all lines end at the same column.
        assertThat(lines.stream().map(TooltipTableTest::columns).distinct()).hasSize(1);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a b c - / < & \u0301 é ß 日 本 語 한 국 ח נ ו ת 🚀 🐢 ⚑ ☾ \u200E \u2069 \uD83D".split(" "))
                .list()
                .ofMaxSize(30)
                .map(characters -> String.join("", characters));
    }
}
