package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PayloadTrimmerPropertiesTest {
    private static final int LIMIT = 212_924;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Property
    void a_long_string_keeps_its_first_256_characters(@ForAll("longTexts") String text) throws IOException {
        boolean isLong = utf8(MAPPER.writeValueAsString(text)).length - 2 > PayloadTrimmer.LONG_STRING_BYTES;
        int end = text.offsetByCodePoints(0, Math.min(256, text.codePointCount(0, text.length())));

        JsonNode trimmed = MAPPER.readTree(
                trim(MAPPER.writeValueAsString(Map.of("t", text))).orElseThrow());

        assertThat(trimmed.get("t").asText()).isEqualTo(isLong ? text.substring(0, end) : text);
    }

    @Property
    void a_long_string_of_escapes_keeps_its_first_256_characters(@ForAll("longTexts") String text) throws IOException {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            escaped.append(String.format("\\u%04x", (int) c));
        }
        boolean isLong = escaped.length() > PayloadTrimmer.LONG_STRING_BYTES;
        int end = text.offsetByCodePoints(0, Math.min(256, text.codePointCount(0, text.length())));

        JsonNode trimmed = MAPPER.readTree(trim("{\"t\":\"" + escaped + "\"}").orElseThrow());

        assertThat(trimmed.get("t").asText()).isEqualTo(isLong ? text.substring(0, end) : text);
    }

    @Property
    void a_payload_without_long_values_is_unchanged(@ForAll("samples") String sample) throws IOException {
        byte[] json = Samples.bytes(sample);

        byte[] trimmed = PayloadTrimmer.trim(json, json.length, LIMIT).orElseThrow();

        assertThat(MAPPER.readTree(trimmed)).isEqualTo(MAPPER.readTree(json));
    }

    @Property
    void damaged_bytes_give_valid_json_within_the_limit_or_nothing(
            @ForAll("samples") String sample,
            @ForAll @IntRange(max = 2000) int place,
            @ForAll byte value,
            @ForAll @IntRange(max = 2000) int length) {
        byte[] json = Samples.bytes(sample);
        json[place % json.length] = value;
        int used = Math.min(length, json.length);

        Optional<byte[]> trimmed = PayloadTrimmer.trim(json, used, 500);

        assertThat(trimmed.map(bytes -> bytes.length <= 500 && isObject(bytes)).orElse(true))
                .as(() -> Arrays.toString(json))
                .isTrue();
    }

    @Provide
    Arbitrary<String> longTexts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ascii(),
                        Arbitraries.strings().withChars("\"\\\n\t/ä€"),
                        Arbitraries.of("🛠", "ä", "€", "a", "\"", "\\")
                                .list()
                                .ofMinSize(200)
                                .map(list -> String.join("", list)))
                .map(text -> text.repeat(Math.max(1, 1200 / Math.max(1, text.length()))));
    }

    @Provide
    Arbitrary<String> samples() {
        return Arbitraries.of(Samples.names());
    }

    private static boolean isObject(byte[] json) {
        try {
            return MAPPER.readTree(json).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<byte[]> trim(String json) {
        byte[] bytes = utf8(json);
        return PayloadTrimmer.trim(bytes, bytes.length, LIMIT);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
