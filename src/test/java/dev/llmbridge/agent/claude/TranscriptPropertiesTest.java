package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.protocol.JsonBytes;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TranscriptPropertiesTest {
    private static final byte[] SAMPLE = Samples.transcript();

    @Property
    void cutting_the_file_anywhere_breaks_at_most_the_last_line(
            @ForAll @IntRange(max = 16_000) int from, @ForAll @IntRange(max = 16_000) int to) {
        byte[] part = Arrays.copyOfRange(SAMPLE, Math.min(from, to), Math.max(from, to));

        assertThat(Transcript.parse(part, false, "file").skipped()).isLessThanOrEqualTo(1);
    }

    @Property
    void damaged_bytes_never_cause_an_exception_or_yield_invalid_figures(
            @ForAll byte[] damage, @ForAll @IntRange(max = 15_000) int at) {
        byte[] damaged = SAMPLE.clone();
        System.arraycopy(damage, 0, damaged, at, Math.min(damage.length, damaged.length - at));

        Transcript transcript = Transcript.parse(damaged, true, "file");

        assertThat(transcript.usage()).isPresent();
        TranscriptUsage usage = transcript.usage().orElseThrow();
        assertThat(usage.tokens().input()).isNotNegative();
        assertThat(usage.costUsd().orElse(0)).isNotNegative().isFinite();
        assertThat(StatusLineReport.parse(JsonBytes.of(usage.toStatusLine()))).isPresent();
    }
}
