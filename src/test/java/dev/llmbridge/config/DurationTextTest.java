package dev.llmbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "16, PT0.016S",
        "16ms, PT0.016S",
        "' 2 s ', PT2S",
        "5m, PT5M",
        "1h, PT1H",
        "30d, PT720H",
        "PT1.5S, PT1.5S",
        "P1D, PT24H",
    })
    void a_duration_is_parsed(String text, Duration duration) {
        assertThat(DurationText.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "s",
                "-1",
                "-1s",
                "PT-1S",
                "P",
                "1.5s",
                "1 0",
                "1S",
                "16µs",
                "31d",
                "99999999999",
                "٣"
            })
    void any_other_text_is_rejected(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }
}
