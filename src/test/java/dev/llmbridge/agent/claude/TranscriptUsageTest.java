package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.agent.claude.TranscriptUsage.Tokens;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptUsageTest {
    private static final TranscriptUsage FROM_TRANSCRIPT = usage("claude-opus-4-5-20251101", OptionalDouble.of(0.5));

    @Test
    void a_cost_lower_than_the_known_one_is_dropped() {
        assertThat(FROM_TRANSCRIPT
                        .withoutOutdatedValues(OptionalDouble.of(0.75), "")
                        .costUsd())
                .isEmpty();
        assertThat(FROM_TRANSCRIPT
                        .withoutOutdatedValues(OptionalDouble.of(0.5), "")
                        .costUsd())
                .hasValue(0.5);
        assertThat(FROM_TRANSCRIPT
                        .withoutOutdatedValues(OptionalDouble.of(0.25), "")
                        .costUsd())
                .hasValue(0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "Opus 4.5, ''",
        "opus, ''",
        "claude-opus-4-5-20251101, ''",
        "Opus 4, ''",
        "Sonnet 4.5, claude-opus-4-5-20251101",
        "Opus 4.6, claude-opus-4-5-20251101",
        "Op, claude-opus-4-5-20251101",
        "'', claude-opus-4-5-20251101",
        "'…', claude-opus-4-5-20251101"
    })
    void a_known_display_name_of_the_model_is_preferred(String known, String expected) {
        assertThat(FROM_TRANSCRIPT
                        .withoutOutdatedValues(OptionalDouble.empty(), known)
                        .model())
                .isEqualTo(expected);
    }

    @Test
    void the_summary_gives_tokens_and_cost() {
        assertThat(FROM_TRANSCRIPT.summary())
                .isEqualTo("session s: 12 in, 42 out, cache 12152 read / 300 written, $0.5000");
        assertThat(usage("m", OptionalDouble.empty()).summary())
                .isEqualTo("session s: 12 in, 42 out, cache 12152 read / 300 written");
    }

    private static TranscriptUsage usage(String model, OptionalDouble cost) {
        return new TranscriptUsage("s", "/w", model, new Tokens(12, 42, 12152, 300), cost);
    }
}
