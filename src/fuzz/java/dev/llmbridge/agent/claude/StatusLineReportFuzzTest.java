package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usage.Limit;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class StatusLineReportFuzzTest {
    static Stream<byte[]> seeds() {
        return Samples.names().stream()
                .filter(name -> name.startsWith("StatusLine"))
                .map(Samples::bytes);
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_report_has_valid_figures_and_bounded_texts(byte[] json) {
        Optional<StatusLineReport> parsed = StatusLineReport.parse(JsonBytes.of(json));

        if (parsed.isEmpty()) {
            return;
        }
        StatusLineReport report = parsed.get();
        Usage usage = report.usage();
        assertThat(report.cwd()).hasSizeLessThanOrEqualTo(4096);
        assertThat(report.projectDirectory()).hasSizeLessThanOrEqualTo(4096);
        assertThat(usage.model()).hasSizeLessThanOrEqualTo(128);
        assertThat(report.cwd() + report.projectDirectory() + usage.model()).doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
        assertThat(usage.costUsd().orElse(0)).isNotNegative().isFinite();
        assertThat(usage.contextPercent().orElse(0)).isBetween(0, 999);
        Stream.of(
                        usage.inputTokens(),
                        usage.outputTokens(),
                        usage.cacheRead(),
                        usage.cacheWrite(),
                        usage.linesAdded(),
                        usage.linesRemoved())
                .mapToLong(count -> count.orElse(0))
                .forEach(count -> assertThat(count).isNotNegative());
        Stream.of(usage.limits().fiveHour(), usage.limits().sevenDay())
                .flatMap(Optional::stream)
                .forEach(StatusLineReportFuzzTest::checkLimit);
    }

    private static void checkLimit(Limit limit) {
        assertThat(limit.usedPercent()).isBetween(0, 999);
        assertThat(limit.resetsAt()).isNotNegative();
    }
}
