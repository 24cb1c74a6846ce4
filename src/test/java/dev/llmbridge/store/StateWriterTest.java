package dev.llmbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.CountingLibc;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.session.Change;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateWriterTest {
    private static final Session ONE = session("one");
    private static final Session OTHER = session("other");

    @TempDir
    Path runtime;

    private final CountingLibc libc = new CountingLibc();
    private final List<String> readAtSignal = new ArrayList<>();
    private SessionFiles files;
    private Path stateFile;
    private StateWriter writer;

    @BeforeEach
    void createWriter() {
        TrustedFiles trusted = TrustedFiles.of(libc, runtime);
        files = new SessionFiles(runtime.resolve("sessions"), BootClock.system(Libc.current()), trusted);
        stateFile = runtime.resolve("state.json");
        writer = new StateWriter(files, new StateFile(stateFile, trusted), this::signalled);
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
        writer.add(changed(ONE, OTHER));
        writer.store(new SessionTable(List.of(ONE, OTHER)));
        writer.add(new Change(Set.of(), Set.of(), Set.of(ONE.id(), new SessionId("never-there"))));
        writer.store(new SessionTable(List.of(OTHER)));

        assertThat(files.readAll()).containsExactly(OTHER);
        assertThat(stateFile).doesNotExist();
        assertThat(readAtSignal).isEmpty();
    }

    @Test
    void the_last_change_of_a_session_decides_what_is_stored() throws IOException {
        try (SessionFiles.Batch batch = files.begin()) {
            batch.write(ONE);
        }
        writer.add(removed(ONE));
        writer.add(changed(ONE, OTHER));
        writer.add(removed(OTHER));

        writer.store(new SessionTable(List.of(ONE)));

        assertThat(files.readAll()).containsExactly(ONE);
    }

    @Test
    void storing_can_be_repeated_after_a_failure() throws IOException {
        SessionTable sessions = new SessionTable(List.of(ONE));
        Path directory = Files.writeString(runtime.resolve("sessions"), "a file in place of the directory");
        writer.add(changed(ONE));
        assertThatThrownBy(() -> writer.store(sessions)).isInstanceOf(IOException.class);
        assertThat(writer.hasChanges()).isTrue();
        Files.delete(directory);

        writer.store(sessions);

        assertThat(writer.hasChanges()).isFalse();
        assertThat(files.readAll()).containsExactly(ONE);
    }

    @Test
    void a_session_that_cannot_be_stored_does_not_prevent_the_others() throws IOException {
        SessionTable sessions = new SessionTable(List.of(ONE, OTHER));
        Path inTheWay = Files.createDirectories(runtime.resolve("sessions/one.json/full"));
        Files.setPosixFilePermissions(runtime.resolve("sessions"), PosixFilePermissions.fromString("rwx------"));
        writer.add(changed(ONE, OTHER));
        assertThatThrownBy(() -> writer.store(sessions)).isInstanceOf(IOException.class);
        assertThat(files.readAll()).containsExactly(OTHER);
        assertThat(writer.hasChanges()).isTrue();

        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        writer.store(sessions);

        assertThat(writer.hasChanges()).isFalse();
        assertThat(files.readAll()).containsExactlyInAnyOrder(ONE, OTHER);
    }

    @Test
    void if_the_directory_was_removed_the_next_change_restores_the_files_of_all_sessions() throws IOException {
        SessionTable table = new SessionTable(List.of(ONE, OTHER));
        writer.add(changed(ONE, OTHER));
        writer.store(table);
        for (String file : List.of("one.json", "other.json", "")) {
            Files.delete(runtime.resolve("sessions").resolve(file));
        }

        writer.add(changed(ONE));
        writer.store(table);

        assertThat(files.readAll()).containsExactlyInAnyOrder(ONE, OTHER);
    }

    @Test
    void many_sessions_are_stored_in_several_calls() throws IOException {
        Session[] many = sessions(2 * StateWriter.FILES_AT_ONCE + 1);
        SessionTable table = new SessionTable(List.of(many));
        writer.add(changed(many));
        writer.startStoring(table);

        List<Integer> stored = new ArrayList<>();
        while (writer.isStoring()) {
            writer.storeMore(table);
            stored.add(files.readAll().size());
        }

        assertThat(stored).containsExactly(StateWriter.FILES_AT_ONCE, 2 * StateWriter.FILES_AT_ONCE, many.length);
        assertThat(writer.hasChanges()).isFalse();
    }

    @Test
    void a_change_added_meanwhile_waits_for_the_next_time() throws IOException {
        SessionTable table = new SessionTable(List.of(ONE, OTHER));
        files.createDirectory();
        writer.add(changed(ONE));
        writer.startStoring(table);
        writer.add(changed(OTHER));

        writer.storeMore(table);

        assertThat(writer.isStoring()).isFalse();
        assertThat(writer.hasChanges()).isTrue();
        assertThat(files.readAll()).containsExactly(ONE);
    }

    @Test
    void a_session_that_cannot_be_stored_does_not_keep_the_writer_storing() throws IOException {
        Files.writeString(runtime.resolve("sessions"), "a file in place of the directory");
        SessionTable table = new SessionTable(List.of(ONE));
        writer.add(changed(ONE));
        writer.startStoring(table);

        assertThatThrownBy(() -> writer.storeMore(table)).isInstanceOf(IOException.class);

        assertThat(writer.isStoring()).isFalse();
        assertThat(writer.hasChanges()).isTrue();
    }

    @Test
    void each_file_takes_four_system_calls_and_the_directory_is_checked_once_for_all() throws IOException {
        libc.setOnTmpfs(true);

        assertThat(callsToStoreTenSessionsAgain())
                .isEqualTo(Map.of(
                        // The directory: its link or itself, and what has been opened.
                        "statx", 2, "open", 1, "fstatfs", 1, "openat", 10, "write", 10, "renameat", 10, "close", 11));
    }

    @Test
    void on_a_disk_no_file_is_renamed_over_another_one() throws IOException {
        assertThat(callsToStoreTenSessionsAgain())
                .doesNotContainKey("renameat")
                .containsEntry("renameat2", 10)
                .containsEntry("unlinkat", 10);
    }

    private Map<String, Integer> callsToStoreTenSessionsAgain() throws IOException {
        Session[] many = sessions(10);
        SessionTable table = new SessionTable(List.of(many));
        writer.add(changed(many));
        writer.store(table);
        libc.takeCalls();

        writer.add(changed(many));
        writer.store(table);

        return libc.takeCalls();
    }

    @Test
    void a_directory_that_others_can_write_to_is_not_used_even_if_it_was_used_before() throws IOException {
        SessionTable table = new SessionTable(List.of(ONE, OTHER));
        writer.add(changed(ONE));
        writer.store(new SessionTable(List.of(ONE)));
        Files.setPosixFilePermissions(runtime.resolve("sessions"), PosixFilePermissions.fromString("rwxrwxrwx"));

        writer.add(changed(OTHER));
        assertThatThrownBy(() -> writer.store(table)).hasMessageContaining("chmod 700");

        assertThat(files.readAll()).containsExactly(ONE);
        assertThat(writer.hasChanges()).isTrue();
    }

    private static Session[] sessions(int count) {
        return IntStream.range(0, count).mapToObj(i -> session("s" + i)).toArray(Session[]::new);
    }

    private static Change changed(Session... sessions) {
        return new Change(ids(sessions), Set.of(), Set.of());
    }

    private static Change removed(Session... sessions) {
        return new Change(Set.of(), Set.of(), ids(sessions));
    }

    private static Set<SessionId> ids(Session... sessions) {
        return Arrays.stream(sessions).map(Session::id).collect(Collectors.toSet());
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
