package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.RenderOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusClientTest {
    @TempDir
    Path runtime;

    @BeforeEach
    void startSession() {
        client("").run("event", "--type", "submit");
    }

    @ParameterizedTest
    @EnumSource
    void an_elapsed_time_is_rendered_again_after_a_minute(StatusFormat format) {
        assertThat(until("{activity} for {elapsed}", format))
                .hasValueSatisfying(until -> assertThat(until).isBefore(inMinutes(2)));
    }

    @ParameterizedTest
    @EnumSource
    void without_a_time_a_status_is_valid_until_the_session_becomes_idle(StatusFormat format) {
        assertThat(until("{activity}", format))
                .hasValueSatisfying(until -> assertThat(until).isBetween(inMinutes(5), inMinutes(20)));
    }

    @Test
    void only_plain_text_is_valid_after_a_time_in_the_tooltip_has_changed() {
        assertThat(until(client("{activity}"), StatusFormat.PLAIN).orElseThrow())
                .isAfter(inMinutes(5));
        assertThat(until(client("{activity}"), StatusFormat.BAR).orElseThrow()).isBefore(inMinutes(2));
        assertThat(until(client("{activity}"), StatusFormat.JSON).orElseThrow()).isBefore(inMinutes(2));
    }

    private Optional<Instant> until(String text, StatusFormat format) {
        return until(client(text).with("LLM_BRIDGE_TOOLTIP_FORMAT", "{model}"), format);
    }

    private static Optional<Instant> until(FakeClient client, StatusFormat format) {
        Settings settings =
                SettingsReader.read(CliOverrides.NONE, client.environment()).settings();
        return new StatusClient(client, settings, RenderOptions.of(settings))
                .answer(format, OptionalInt.empty(), true)
                .until();
    }

    private FakeClient client(String text) {
        return new FakeClient(runtime, "")
                .with("LLM_BRIDGE_FORMAT", text)
                .with("LLM_BRIDGE_IDLE_AFTER", "10m")
                .with("LLM_BRIDGE_REMOVE_AFTER", "30m");
    }

    private static Instant inMinutes(int minutes) {
        return Instant.now().plus(Duration.ofMinutes(minutes));
    }
}
