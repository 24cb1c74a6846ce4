package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.llmbridge.protocol.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class TranscriptFuzzTest {
    /** Single lines, because long inputs are slow. */
    static Stream<byte[]> seeds() {
        return new String(Samples.transcript(), StandardCharsets.UTF_8).lines().map(line -> (line + '\n')
                .getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void usage_has_valid_figures_and_means_the_same_as_a_status_line(byte[] lines) {
        Transcript whole = Transcript.parse(lines, true, "file");
        Transcript end = Transcript.parse(lines, false, "file");

        assertThat(end.skipped()).isBetween(0, whole.skipped());
        whole.usage().ifPresent(TranscriptFuzzTest::check);
        end.usage().ifPresent(TranscriptFuzzTest::check);
    }

    private static void check(TranscriptUsage usage) {
        assertThat(usage.costUsd().orElse(0)).isNotNegative().isFinite();
        assertThat(Stream.of(
                                usage.tokens().input(),
                                usage.tokens().output(),
                                usage.tokens().cacheRead(),
                                usage.tokens().cacheWrite())
                        .toList())
                .allSatisfy(count -> assertThat(count).isNotNegative());
        assertThat(usage.summary()).hasSizeLessThan(1000).doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
        assertThat(usage.withoutOutdatedValues(OptionalDouble.of(1), usage.model())
                        .tokens())
                .isEqualTo(usage.tokens());

        StatusLineReport report =
                StatusLineReport.parse(JsonBytes.of(usage.toStatusLine())).orElseThrow();
        assertThat(report.session()).isEqualTo(usage.id());
        assertThat(report.cwd()).isEqualTo(usage.cwd());
        assertThat(report.usage().costUsd()).isEqualTo(usage.costUsd());
        assertThat(report.usage().model()).isEqualTo(usage.model());
        assertThat(report.usage().inputTokens()).hasValue(usage.tokens().input());
        assertThat(report.usage().outputTokens()).hasValue(usage.tokens().output());
        assertThat(report.usage().cacheRead()).hasValue(usage.tokens().cacheRead());
        assertThat(report.usage().cacheWrite()).hasValue(usage.tokens().cacheWrite());
    }
}
