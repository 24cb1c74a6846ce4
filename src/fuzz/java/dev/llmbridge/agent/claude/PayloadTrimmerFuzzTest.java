package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.llmbridge.protocol.JsonBytes;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadTrimmerFuzzTest {
    private static final int LIMIT = 2000;

    static Stream<byte[]> seeds() {
        return Samples.names().stream().map(Samples::bytes);
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_trimmed_payload_is_an_object_within_the_limit_and_a_short_one_is_unchanged(byte[] json) {
        Optional<byte[]> trimmed = PayloadTrimmer.trim(json, json.length, LIMIT);

        if (trimmed.isEmpty()) {
            return;
        }
        byte[] copy = trimmed.get();
        assertThat(copy).hasSizeLessThanOrEqualTo(LIMIT);
        assertThat(ClientJson.parse(copy, (_, value) -> value.skipChildren())).isTrue();
        assertThat(PayloadTrimmer.trim(copy, copy.length, LIMIT))
                .hasValueSatisfying(again -> assertThat(again).isEqualTo(copy));
        if (json.length <= PayloadTrimmer.LONG_STRING_BYTES && isValid(json)) {
            assertThat(json).startsWith(copy);
        }
    }

    private static boolean isValid(byte[] json) {
        return ClientJson.withValidUtf8(JsonBytes.of(json)).isEmpty();
    }
}
