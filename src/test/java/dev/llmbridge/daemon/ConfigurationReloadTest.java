package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.config.SettingsReader.SettingsResult;
import dev.llmbridge.posix.FakeLibc;
import dev.llmbridge.session.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReloadTest {
    private static final Instant LOADED = Instant.parse("2026-11-22T06:00:00.123Z");
    private static final Instant LATER = Instant.parse("2026-11-22T07:00:00.456Z");

    @TempDir
    Path config;

    private final List<LoopEvent> handled = new ArrayList<>();
    private final EventQueue queue = new EventQueue();
    private final EventLoop loop = new EventLoop(queue, new RecordingHandler(), () -> new Timestamp(Instant.EPOCH, 0));
    private Path file;
    private ConfigurationReload reload;

    @BeforeEach
    void load() throws IOException {
        file = config.resolve("waybar-llm-bridge/config.properties");
        Files.createDirectories(file.getParent());
        write("llm-bridge.signal = 9", LOADED);
        reload = new ConfigurationReload(new FakeLibc(), new SystemdEnvironment(Map.of(), 1), read());
    }

    private void write(String text, Instant modified) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private SettingsResult read() {
        return SettingsReader.read(
                CliOverrides.NONE, new Environment(Map.of("XDG_CONFIG_HOME", config.toString()), 1000));
    }

    /** Returns whether the loop ended to start again. */
    private boolean isReloading() {
        queue.offer(new LoopEvent.Stop());
        loop.run();
        return loop.isReloading();
    }

    @Test
    void the_loaded_file_is_reported_with_its_time() {
        assertThat(reload.status())
                .isEqualTo(new ConfigurationStatus(Optional.of(file), Optional.of(LOADED), List.of()));
    }

    @Test
    void a_request_ends_the_loop_even_if_the_file_is_the_same() {
        reload.reload(queue, read());

        assertThat(isReloading()).isTrue();
        assertThat(handled).startsWith(new LoopEvent.Reload());
    }

    @Test
    void a_changed_value_ends_the_loop() throws IOException {
        write("llm-bridge.signal = 10", LATER);

        reload.applyChange(queue, read());

        assertThat(isReloading()).isTrue();
    }

    @Test
    void a_removed_file_ends_the_loop() throws IOException {
        Files.delete(file);

        reload.applyChange(queue, read());

        assertThat(isReloading()).isTrue();
    }

    @Test
    void a_file_with_the_same_values_only_has_a_new_time() throws IOException {
        write("# a comment\nllm-bridge.signal=9", LATER);

        reload.applyChange(queue, read());

        assertThat(isReloading()).isFalse();
        assertThat(reload.status())
                .isEqualTo(new ConfigurationStatus(Optional.of(file), Optional.of(LATER), List.of()));
    }

    @Test
    void a_file_with_an_error_changes_nothing_and_is_reported_until_it_is_corrected() throws IOException {
        write("llm-bridge.signal = 99", LATER);
        try (LogRecorder log = new LogRecorder(ConfigurationReload.class)) {
            reload.applyChange(queue, read());
            reload.reload(queue, read());
            assertThat(log.lines)
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("ERROR kept the previous configuration: llm-bridge.signal"));
        }
        assertThat(reload.status().problems()).singleElement().asString().contains("is '99'");
        assertThat(reload.status().modified()).contains(LATER);

        write("llm-bridge.signal = 9", LATER);
        reload.applyChange(queue, read());
        assertThat(reload.status().problems()).isEmpty();
        assertThat(isReloading()).isFalse();
        assertThat(handled).containsExactly(new LoopEvent.Stop());
    }

    private final class RecordingHandler implements EventLoop.Handler {
        @Override
        public void handle(LoopEvent event) {
            handled.add(event);
        }

        @Override
        public OptionalLong wakeAt() {
            return OptionalLong.empty();
        }

        @Override
        public void wake(Timestamp now) {}

        @Override
        public void close(Timestamp now) {}
    }
}
