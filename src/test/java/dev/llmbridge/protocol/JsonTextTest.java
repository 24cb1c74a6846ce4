package dev.llmbridge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void an_object_is_written_on_one_line() {
        assertThat(JsonText.object(json -> {
                    json.writeStringField("text", "a\n\"b\"");
                    json.writeNumberField("number", 1);
                }))
                .isEqualTo("{\"text\":\"a\\n\\\"b\\\"\",\"number\":1}");
        assertThat(JsonText.object(_ -> {})).isEqualTo("{}");
    }
}
