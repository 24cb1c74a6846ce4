package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.SessionEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class ReadersPropertiesTest {
    @Property
    void a_truncated_payload_is_ignored(
            @ForAll("samples") String sample, @ForAll @DoubleRange(max = 1, maxIncluded = false) double fraction) {
        byte[] whole = new String(Samples.bytes(sample), StandardCharsets.UTF_8)
                .strip()
                .getBytes(StandardCharsets.UTF_8);
        byte[] truncated = Arrays.copyOf(whole, (int) (whole.length * fraction));

        assertThat(hook(truncated)).isEmpty();
        assertThat(StatusLineReport.parse(JsonBytes.of(truncated))).isEmpty();
    }

    @Property
    void damaged_bytes_never_cause_an_exception_and_results_are_bounded(@ForAll("damagedPayloads") byte[] json) {
        for (SessionEvent event : hook(json)) {
            assertThat(event.detail().toString()).hasSizeLessThan(2000);
        }
        StatusLineReport.parse(JsonBytes.of(json)).ifPresent(report -> {
            assertThat(report.usage().costUsd().orElse(0)).isNotNegative().isFinite();
            assertThat(report.usage().contextPercent().orElse(0)).isBetween(0, 999);
        });
    }

    private static List<SessionEvent> hook(byte[] json) {
        return new HookReader(true).read(JsonBytes.of(json), 0, Instant.EPOCH, Optional.empty());
    }

    @Provide
    Arbitrary<String> samples() {
        return Arbitraries.of(Samples.names());
    }

    @Provide
    Arbitrary<byte[]> damagedPayloads() {
        Arbitrary<Byte> bytes = Arbitraries.oneOf(
                Arbitraries.bytes(),
                Arbitraries.of('{', '}', '[', ']', '"', ':', ',', '\\', '0', '9', 'u')
                        .map(c -> (byte) c.charValue()));
        return Combinators.combine(
                        samples(),
                        Arbitraries.integers().between(0, 10_000).list().ofMaxSize(6),
                        bytes.list().ofSize(6))
                .as((sample, places, values) -> {
                    byte[] json = Samples.bytes(sample);
                    for (int i = 0; i < places.size(); i++) {
                        json[places.get(i) % json.length] = values.get(i);
                    }
                    return json;
                });
    }
}
