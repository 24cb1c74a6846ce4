package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinutesTest {
    private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, <1m", "1, 1m", "59, 59m", "60, 1h", "119, 1h", "1439, 23h", "1440, 1d", "2880, 2d"})
    void minutes_are_formatted_in_the_largest_unit(long minutes, String shown) {
        assertThat(Minutes.formatInOneUnit(minutes)).isEqualTo(shown);
    }

    @Property
    void the_text_in_one_unit_changes_when_predicted_and_not_before(@ForAll @LongRange(max = 4_000_000) long seconds) {
        Instant now = START.plusSeconds(seconds);
        Instant change = Minutes.nextChangeInOneUnit(START, now);

        assertThat(change).isAfter(now);
        assertThat(text(change.minusSeconds(1))).isEqualTo(text(now));
        assertThat(text(change)).isNotEqualTo(text(now));
    }

    private static String text(Instant now) {
        return Minutes.formatInOneUnit(Minutes.since(START, now));
    }
}
