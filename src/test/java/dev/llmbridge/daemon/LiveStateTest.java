package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.StateFile;
import dev.llmbridge.store.StateWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStateTest {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final int SESSIONS = SessionTable.MAX_SESSIONS;

    @TempDir
    Path runtime;

    private SessionFiles files;
    private LiveState state;
    private int signals;

    @BeforeEach
    void createState() {
        Settings settings = SettingsReader.read(CliOverrides.NONE, new Environment(Map.of(), 1000))
                .settings();
        TrustedFiles trusted = TrustedFiles.of(Libc.current(), runtime);
        files = new SessionFiles(runtime.resolve("sessions"), BootClock.system(Libc.current()), trusted);
        StateFile stateFile = new StateFile(runtime.resolve("state.json"), trusted);
        state = new LiveState(
                new SessionTable(List.of()),
                RenderOptions.of(settings),
                settings,
                new Debouncer(settings.debounce(), settings.debounceCap()),
                new StatePublisher(new StateWriter(files, stateFile, () -> signals++)),
                new KnownLimits(List.of(), _ -> {}));
    }

    @Test
    void a_publication_of_many_sessions_leaves_time_for_the_queue() {
        submitPrompts();

        state.wake(at(1_000));

        assertThat(signals).isEqualTo(1);
        assertThat(files.readAll()).hasSizeLessThan(SESSIONS / 10);
        assertThat(state.wakeAt()).hasValue(at(1_000).monotonic());
        assertThat(state.isIdle()).isFalse();
    }

    @Test
    void events_come_first_for_a_millisecond_before_more_is_stored() {
        submitPrompts();
        state.wake(at(1_000));
        int stored = files.readAll().size();
        submitPrompt(0, at(1_001));

        state.wake(at(1_100));
        assertThat(files.readAll()).hasSize(stored);
        assertThat(state.wakeAt())
                .as("not when the new change is due")
                .hasValue(at(1_101).monotonic());

        state.wake(at(1_101));
        assertThat(files.readAll()).hasSize(2 * stored);
    }

    @Test
    void in_the_end_all_sessions_are_stored() {
        submitPrompts();
        int now = 1_000;
        while (files.readAll().size() < SESSIONS) {
            state.wake(at(now++));
        }

        assertThat(files.readAll()).hasSize(SESSIONS);
        assertThat(signals).isEqualTo(1);
    }

    @Test
    void a_flush_stores_what_a_publication_has_left() {
        submitPrompts();
        state.wake(at(1_000));

        state.flush(at(1_000));

        assertThat(files.readAll()).hasSize(SESSIONS);
    }

    private void submitPrompts() {
        for (int i = 0; i < SESSIONS; i++) {
            submitPrompt(i, at(i));
        }
    }

    private void submitPrompt(int session, Timestamp now) {
        SessionId id = new SessionId("s" + session);
        EventDetail prompt = new EventDetail.PromptSubmitted(true);
        state.apply(new SessionEvent(id, now.wall(), now.monotonic(), Optional.empty(), "/w", prompt), now);
    }

    private static Timestamp at(int millis) {
        return new Timestamp(START.plusMillis(millis), 1_000_000_000L + millis * 1_000_000L);
    }
}
