package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceStatusTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 'No session, no Waybar found'",
        "1, 1, '1 session, Waybar found'",
        "2, 1, '2 sessions, Waybar found'",
        "12, 3, '12 sessions, 3 Waybars found'"
    })
    void it_counts_in_words(int sessions, int bars, String text) {
        assertThat(new ServiceStatus(sessions, bars).text()).isEqualTo(text);
    }
}
