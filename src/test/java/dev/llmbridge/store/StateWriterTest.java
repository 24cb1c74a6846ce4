package dev.llmbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateWriterTest {
    private static final Session ONE = session("one");
    private static final Session OTHER = session("other");

    @TempDir
    Path runtime;

    private final List<String> readAtSignal = new ArrayList<>();
    private SessionFiles files;
    private Path stateFile;
    private StateWriter writer;

    @BeforeEach
    void make() {
        files = new SessionFiles(runtime.resolve("sessions"), "boot");
        stateFile = runtime.resolve("state.json");
        writer = new StateWriter(files, new StateFile(stateFile), this::signalled);
    }

    @Test
    void a_shown_state_is_in_the_file_before_the_signal() throws IOException {
        writer.show("{\"text\":\"1\"}");
        writer.show("{\"text\":\"2\"}");

        assertThat(readAtSignal).containsExactly("{\"text\":\"1\"}\n", "{\"text\":\"2\"}\n");
    }

    @Test
    void a_failed_write_is_not_signalled() throws IOException {
        Files.createDirectory(stateFile);
        Files.writeString(stateFile.resolve("in-the-way"), "");

        assertThatThrownBy(() -> writer.show("{}")).isInstanceOf(IOException.class);

        assertThat(readAtSignal).isEmpty();
    }

    @Test
    void a_recorded_state_is_written_without_a_signal() throws IOException {
        writer.record("{\"text\":\"1\"}");

        assertThat(stateFile).hasContent("{\"text\":\"1\"}\n");
        assertThat(readAtSignal).isEmpty();
    }

    @Test
    void sessions_are_stored_and_removed_without_a_signal() throws IOException {
        writer.store(List.of(ONE, OTHER), Set.of());
        writer.store(List.of(), Set.of(ONE.id(), new SessionId("never-there")));

        assertThat(files.readAll()).containsExactly(OTHER);
        assertThat(stateFile).doesNotExist();
        assertThat(readAtSignal).isEmpty();
    }

    @Test
    void storing_can_be_repeated_after_a_failure() throws IOException {
        Path folder = Files.writeString(runtime.resolve("sessions"), "a file in the folder's place");
        assertThatThrownBy(() -> writer.store(List.of(ONE), Set.of())).isInstanceOf(IOException.class);
        Files.delete(folder);

        writer.store(List.of(ONE), Set.of());
        writer.store(List.of(ONE), Set.of());

        assertThat(files.readAll()).containsExactly(ONE);
    }

    private void signalled() {
        try {
            readAtSignal.add(Files.readString(stateFile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Session session(String id) {
        return Session.unknown(new SessionId(id), Instant.EPOCH);
    }
}
