package dev.llmbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.llmbridge.client.FakeDaemon;
import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.display.SessionRow;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.store.SessionFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownSessionsTest {
    private static final Instant START = Instant.parse("2026-11-22T13:05:00Z");

    @TempDir
    Path runtime;

    private Settings settings;

    @BeforeEach
    void writeASessionFile() throws IOException {
        Environment environment = new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString()), 1000);
        settings = SettingsReader.read(CliOverrides.NONE, environment).settings();
        SessionId id = SessionId.of("stored");
        SessionEvent prompt =
                new SessionEvent(id, START, 1, Optional.empty(), "/w/app", new EventDetail.PromptSubmitted(true));
        var files = new SessionFiles(
                settings.sessionsDir(),
                BootClock.system(Libc.current()),
                TrustedFiles.of(Libc.current(), settings.runtimeDirectory()));
        try (SessionFiles.Batch batch = files.begin()) {
            batch.write(Session.unknown(id, START).apply(prompt));
        }
    }

    @Test
    void without_a_daemon_the_files_are_read_and_expiry_applies() {
        FakeDaemon nobody = new FakeDaemon(_ -> Optional.empty());

        assertThat(known(nobody, START.plusSeconds(59)).rows())
                .extracting(SessionRow::project, SessionRow::activity)
                .containsExactly(tuple("app", "Thinking"));
        assertThat(known(nobody, START.plusSeconds(60)).rows())
                .extracting(SessionRow::activity)
                .containsExactly("Idle");
        assertThat(known(nobody, START.plusSeconds(1_800)).rows()).isEmpty();
    }

    @Test
    void the_daemon_is_asked_first() {
        FakeDaemon daemon = new FakeDaemon(_ -> Optional.of("{\"sessions\":[{\"id\":\"live\"}],\"truncated\":true}"));

        SessionList list = known(daemon, START);

        assertThat(daemon.socket()).isEqualTo(settings.socket());
        assertThat(daemon.query()).isEqualTo("QUERY:sessions");
        assertThat(list.rows()).extracting(SessionRow::id).containsExactly("live");
        assertThat(list.truncated()).isTrue();
    }

    @Test
    void an_unreadable_answer_counts_as_no_answer() {
        assertThat(known(new FakeDaemon(_ -> Optional.of("?")), START).rows())
                .extracting(SessionRow::id)
                .containsExactly("stored");
    }

    private SessionList known(FakeDaemon daemon, Instant now) {
        return new KnownSessions(daemon, settings).at(now);
    }
}
