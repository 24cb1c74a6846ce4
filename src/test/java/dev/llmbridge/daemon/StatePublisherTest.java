package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.BarRenderer;
import dev.llmbridge.display.BarState;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.Change;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.StateFile;
import dev.llmbridge.store.StateWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatePublisherTest {
    private static final SessionId ID = new SessionId("s");
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    @TempDir
    Path runtime;

    private final LogRecorder log = new LogRecorder(StatePublisher.class);
    private final SessionTable sessions = new SessionTable(List.of());
    private final List<String> statesAtSignal = new ArrayList<>();
    private final List<Boolean> sessionFileExistedAtSignal = new ArrayList<>();
    private RenderOptions options;
    private Path stateFile;
    private Path sessionFile;
    private StatePublisher publisher;
    private long elapsedSeconds;

    @BeforeEach
    void createPublisher() {
        options = RenderOptions.of(SettingsReader.read(CliOverrides.NONE, new Environment(Map.of(), 1000))
                .settings());
        stateFile = runtime.resolve("state/llm_state.json");
        sessionFile = runtime.resolve("sessions/s.json");
        TrustedFiles trusted = TrustedFiles.of(Libc.current(), runtime);
        var files = new SessionFiles(sessionFile.getParent(), BootClock.system(Libc.current()), trusted);
        publisher = new StatePublisher(new StateWriter(files, new StateFile(stateFile, trusted), this::signalled));
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void all_files_are_written_before_the_signal() throws IOException {
        Files.createDirectory(stateFile.getParent());

        publish(apply(new EventDetail.PromptSubmitted(true)));

        assertThat(statesAtSignal).singleElement().asString().contains("\"class\":\"thinking\"");
        assertThat(sessionFileExistedAtSignal).containsExactly(true);
        assertThat(publisher.hasUnpublished()).isFalse();
    }

    @Test
    void each_state_that_looks_different_is_signalled() throws IOException {
        Files.createDirectory(stateFile.getParent());

        publish(apply(new EventDetail.PromptSubmitted(true)));
        publish(apply(new EventDetail.ToolStarted("t", "Bash", Optional.empty(), Optional.empty())));
        publish(apply(new EventDetail.TurnEnded(BackgroundTasks.NONE)));

        assertThat(statesAtSignal).hasSize(3);
    }

    @Test
    void if_only_times_changed_the_files_are_written_without_a_signal() throws IOException {
        Files.createDirectory(stateFile.getParent());
        publish(apply(new EventDetail.PromptSubmitted(true)));
        String session = Files.readString(sessionFile);
        String state = Files.readString(stateFile);

        Change change = apply(new EventDetail.Seen());
        assertThat(change.touched()).containsExactly(ID);
        publish(change);

        assertThat(statesAtSignal).hasSize(1);
        assertThat(Files.readString(sessionFile)).isNotEqualTo(session);
        assertThat(Files.readString(stateFile)).isNotEqualTo(state);
    }

    @Test
    void the_same_state_is_not_written_again() throws IOException {
        Files.createDirectory(stateFile.getParent());
        publish(apply(new EventDetail.PromptSubmitted(true)));
        Files.delete(stateFile);

        publish(Change.NONE);

        assertThat(stateFile).doesNotExist();
        assertThat(statesAtSignal).hasSize(1);
    }

    @Test
    void the_first_state_is_written_even_without_a_session() throws IOException {
        Files.createDirectory(stateFile.getParent());

        publish(Change.NONE);

        assertThat(statesAtSignal).singleElement().asString().contains("\"sessions\":0");
    }

    @Test
    void an_ended_session_leaves_no_file() throws IOException {
        Files.createDirectory(stateFile.getParent());
        publish(apply(new EventDetail.PromptSubmitted(true)));

        publish(apply(new EventDetail.SessionEnded()));

        assertThat(sessionFile).doesNotExist();
        assertThat(statesAtSignal.getLast()).contains("\"sessions\":0");
        assertThat(publisher.hasUnpublished()).isFalse();
    }

    @Test
    void a_session_that_ends_before_it_is_published_is_not_written() throws IOException {
        Files.createDirectory(stateFile.getParent());
        publisher.add(apply(new EventDetail.PromptSubmitted(true)));

        publish(apply(new EventDetail.SessionEnded()));

        assertThat(sessionFile).doesNotExist();
    }

    @Test
    void a_session_removed_and_restored_between_publications_keeps_its_file() throws IOException {
        Files.createDirectory(stateFile.getParent());
        publish(apply(new EventDetail.PromptSubmitted(true)));
        publisher.add(apply(new EventDetail.SessionEnded()));

        publish(apply(new EventDetail.SessionStarted(SessionEvent.StartReason.RESUME)));

        assertThat(sessionFile).exists();
        assertThat(publisher.hasUnpublished()).isFalse();
    }

    @Test
    void sessions_that_could_not_be_stored_are_stored_by_the_next_attempt() throws IOException {
        Files.createDirectory(stateFile.getParent());
        Files.writeString(sessionFile.getParent(), "a file in place of the directory");
        publish(apply(new EventDetail.PromptSubmitted(true)));
        assertThat(publisher.hasUnpublished()).isTrue();
        assertThat(statesAtSignal)
                .as("the bar is updated nevertheless")
                .singleElement()
                .asString()
                .contains("\"class\":\"thinking\"");

        Files.delete(sessionFile.getParent());
        publish(Change.NONE);

        assertThat(publisher.hasUnpublished()).isFalse();
        assertThat(sessionFile).exists();
        assertThat(statesAtSignal).hasSize(1);
    }

    @Test
    void a_state_that_could_not_be_stored_is_stored_by_the_next_attempt() throws IOException {
        publish(apply(new EventDetail.PromptSubmitted(true)));
        assertThat(sessionFile).exists();
        assertThat(publisher.hasUnpublished()).as("another attempt is needed").isTrue();
        assertThat(statesAtSignal).isEmpty();

        Files.createDirectory(stateFile.getParent());
        publish(Change.NONE);

        assertThat(publisher.hasUnpublished()).isFalse();
        assertThat(statesAtSignal).singleElement().asString().contains("\"class\":\"thinking\"");
    }

    @Test
    void a_failure_is_reported_at_most_once_a_minute() {
        publish(apply(new EventDetail.PromptSubmitted(true)));
        publish(apply(new EventDetail.TurnEnded(BackgroundTasks.NONE)));
        elapsedSeconds += 60;
        publish(apply(new EventDetail.PromptSubmitted(true)));

        assertThat(log.lines).hasSize(2).allSatisfy(line -> assertThat(line)
                .startsWith("ERROR cannot store the state; will try again"));
    }

    private Change apply(EventDetail detail) {
        elapsedSeconds++;
        return sessions.apply(new SessionEvent(ID, now().wall(), now().monotonic(), Optional.empty(), "/w", detail));
    }

    private void publish(Change change) {
        publisher.add(change);
        publisher.publish(sessions, state(), now());
    }

    private BarState state() {
        return BarRenderer.render(Overview.at(sessions.all(), now().wall(), Expiry.DEFAULT), options, now().wall());
    }

    private Timestamp now() {
        return new Timestamp(START.plusSeconds(elapsedSeconds), 1 + elapsedSeconds * 1_000_000_000L);
    }

    private void signalled() {
        try {
            statesAtSignal.add(Files.readString(stateFile));
            sessionFileExistedAtSignal.add(Files.exists(sessionFile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
