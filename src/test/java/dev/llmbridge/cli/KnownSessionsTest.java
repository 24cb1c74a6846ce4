package dev.llmbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.display.SessionRow;
import dev.llmbridge.posix.BootId;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.FakeLibc;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.store.SessionFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        SessionId id = SessionId.of("filed");
        SessionEvent prompt =
                new SessionEvent(id, START, 1, Optional.empty(), "/w/app", new EventDetail.PromptSubmitted(true));
        new SessionFiles(settings.sessionsDir(), BootId.read())
                .write(Session.unknown(id, START).on(prompt));
    }

    @Test
    void without_a_daemon_the_files_tell_by_the_rules_of_expiry() {
        Answering nobody = new Answering(Optional.empty());

        assertThat(known(nobody, START.plusSeconds(59)).rows())
                .extracting(SessionRow::project, SessionRow::activity)
                .containsExactly(tuple("app", "Thinking"));
        assertThat(known(nobody, START.plusSeconds(60)).rows())
                .extracting(SessionRow::activity)
                .containsExactly("Idle");
        assertThat(known(nobody, START.plusSeconds(300)).rows()).isEmpty();
    }

    @Test
    void a_daemon_is_asked_first() {
        Answering daemon = new Answering(Optional.of("{\"sessions\":[{\"id\":\"told\"}],\"truncated\":true}"));

        SessionList list = known(daemon, START);

        assertThat(daemon.question).isEqualTo(settings.socket() + " QUERY:sessions");
        assertThat(list.rows()).extracting(SessionRow::id).containsExactly("told");
        assertThat(list.truncated()).isTrue();
    }

    @Test
    void an_answer_that_cannot_be_read_counts_as_none() {
        assertThat(known(new Answering(Optional.of("?")), START).rows())
                .extracting(SessionRow::id)
                .containsExactly("filed");
    }

    private SessionList known(Answering daemon, Instant now) {
        return new KnownSessions(daemon, settings).at(now);
    }

    /** A daemon, or none, as libc shows it. */
    private static final class Answering extends FakeLibc {
        private final Optional<byte[]> answer;
        private String question = "";

        Answering(Optional<String> answer) {
            this.answer = answer.map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int datagramSocket() {
            return 3;
        }

        @Override
        public int bindToAnyName(int descriptor) {
            return 0;
        }

        @Override
        public int connect(int descriptor, Path socket) {
            question = socket + " ";
            return answer.isPresent() ? 0 : -Errno.ENOENT;
        }

        @Override
        public int sendWithoutBlocking(int descriptor, byte[] datagram, int length) {
            question += new String(datagram, 0, length, StandardCharsets.UTF_8);
            return length;
        }

        @Override
        public int nextDatagramLength(int descriptor) {
            return answer.orElseThrow().length;
        }

        @Override
        public int receiveWithoutBlocking(int descriptor, byte[] buffer) {
            byte[] bytes = answer.orElseThrow();
            System.arraycopy(bytes, 0, buffer, 0, bytes.length);
            return bytes.length;
        }

        @Override
        public int close(int descriptor) {
            return 0;
        }
    }
}
