package dev.llmbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.posix.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsWatchTest {
    private static final SessionList NONE = new SessionList(List.of(), false);

    @TempDir
    Path runtime;

    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean hasReader = true;
    private SessionsWatch watch;
    private Thread thread;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(runtime.resolve("llm_sessions"));
        Environment environment = new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString()), 1000);
        Settings settings = SettingsReader.read(CliOverrides.NONE, environment).settings();
        watch = new SessionsWatch(Libc.current(), settings, () -> {
            asked.incrementAndGet();
            return NONE;
        });
        thread = Thread.ofPlatform().daemon().start(() -> watch.run(new RecordingView()));
        await().until(() -> asked.get() == 1);
    }

    @AfterEach
    void stop() {
        hasReader = false;
        await().until(() -> {
            watch.redraw();
            return !thread.isAlive();
        });
    }

    @Test
    void the_list_is_shown_after_each_change_of_a_session_or_of_the_state() throws IOException {
        replace("llm_sessions/s.json");
        await().until(() -> asked.get() == 2);
        replace("llm_state.json");
        await().until(() -> asked.get() == 3);
        Files.delete(runtime.resolve("llm_sessions/s.json"));
        await().until(() -> asked.get() == 4);
    }

    @Test
    void a_file_of_another_program_is_no_change() {
        // Longer than the pause after a list.
        await().during(Duration.ofMillis(200)).until(() -> {
            replace("pipewire-0.lock");
            return asked.get() == 1;
        });
    }

    @Test
    void the_list_is_shown_again_on_request() {
        watch.redraw();

        await().until(() -> asked.get() == 2);
    }

    @Test
    void it_ends_when_nobody_reads_the_output() throws IOException {
        hasReader = false;
        replace("llm_state.json");

        await().until(() -> !thread.isAlive());
        assertThat(asked).hasValue(2);
    }

    private void replace(String name) throws IOException {
        Path temporary = Files.writeString(runtime.resolve("temporary"), "{}");
        Files.move(temporary, runtime.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private final class RecordingView implements SessionsWatch.View {
        @Override
        public boolean show(SessionList list, Instant now) {
            return hasReader;
        }

        @Override
        public boolean showsAges() {
            return true;
        }
    }
}
