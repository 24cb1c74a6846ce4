package dev.llmbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.agent.claude.TranscriptUsage;
import dev.llmbridge.agent.claude.TranscriptUsage.Tokens;
import dev.llmbridge.display.SessionRow;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncedUsageTest {
    private static final TranscriptUsage READ = usage("claude-opus-4-5-20251101", OptionalDouble.of(0.5));

    @Test
    void the_usage_of_an_unknown_session_is_kept_unchanged() {
        assertThat(SyncedUsage.news(READ, Optional.empty())).isEqualTo(READ);
    }

    @Test
    void a_cost_lower_than_the_known_one_is_dropped() {
        assertThat(SyncedUsage.news(READ, known("", 0.75)).costUsd()).isEmpty();
        assertThat(SyncedUsage.news(READ, known("", 0.5)).costUsd()).hasValue(0.5);
        assertThat(SyncedUsage.news(READ, known("", 0.25)).costUsd()).hasValue(0.5);
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
        assertThat(SyncedUsage.news(READ, known(known, 0)).model()).isEqualTo(expected);
    }

    @Test
    void the_line_describes_the_usage() {
        assertThat(SyncedUsage.line(READ, 0))
                .isEqualTo("session s: 12 in, 42 out, cache 12152 read / 300 written, $0.5000");
        assertThat(SyncedUsage.line(usage("m", OptionalDouble.empty()), 1))
                .isEqualTo("session s: 12 in, 42 out, cache 12152 read / 300 written; 1 line skipped");
        assertThat(SyncedUsage.line(usage("m", OptionalDouble.empty()), 3)).endsWith("; 3 lines skipped");
    }

    private static TranscriptUsage usage(String model, OptionalDouble cost) {
        return new TranscriptUsage("s", "/w", model, new Tokens(12, 42, 12152, 300), cost);
    }

    private static Optional<SessionRow> known(String model, double cost) {
        return Optional.of(new SessionRow(
                "s",
                "w",
                "/w",
                0,
                "Idle",
                "idle",
                Optional.empty(),
                OptionalLong.empty(),
                model,
                cost,
                OptionalInt.empty(),
                0));
    }
}
