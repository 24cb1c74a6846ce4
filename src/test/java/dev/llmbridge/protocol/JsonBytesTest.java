package dev.llmbridge.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

final class JsonBytesTest {
    private final byte[] datagram = "HOOK:1:2:{}".getBytes(UTF_8);

    @Test
    void the_text_runs_from_the_offset_to_the_end_of_the_array() {
        JsonBytes json = new JsonBytes(datagram, 9);

        assertThat(json.length()).isEqualTo(2);
        assertThat(json.toByteArray()).isEqualTo("{}".getBytes(UTF_8));
    }

    @Test
    void equal_texts_are_equal_wherever_they_begin() {
        JsonBytes json = new JsonBytes(datagram, 9);
        JsonBytes alone = JsonBytes.of("{}".getBytes(UTF_8));

        assertThat(json).isEqualTo(alone).hasSameHashCodeAs(alone);
        assertThat(json).isNotEqualTo(new JsonBytes(datagram, 8)).isNotEqualTo(JsonBytes.of("[]".getBytes(UTF_8)));
    }

    @Test
    void an_offset_outside_the_array_is_rejected() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> new JsonBytes(datagram, -1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> new JsonBytes(datagram, 12));
        assertThat(new JsonBytes(datagram, 11).length()).isZero();
    }
}
