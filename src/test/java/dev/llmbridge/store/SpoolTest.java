package dev.llmbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.posix.TrustedUsers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final int UID = Libc.current().getuid();
    private static final int PID = 7;
    private static final long SECOND = 1_000_000_000;
    private static final long NOW = 1_000 * SECOND;

    @TempDir
    Path runtime;

    @Test
    void messages_are_read_in_the_order_of_their_stamps_and_stay_until_they_are_removed() {
        assertThat(add("second", NOW - 1)).isTrue();
        assertThat(add("third", NOW)).isTrue();
        assertThat(add("first", NOW - 59 * SECOND)).isTrue();

        assertThat(texts()).containsExactly("first", "second", "third");
        spool().readAll(NOW).forEach(spool()::remove);
        assertThat(texts()).isEmpty();
        assertThat(spool().hasMessages()).isFalse();
    }

    @Test
    void only_the_user_can_read_a_message() throws IOException {
        add("secret", NOW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory().resolve(NOW + "-" + PID))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_message_older_than_a_minute_is_deleted_unread() throws IOException {
        add("old", NOW - 61 * SECOND);
        Files.writeString(directory().resolve("nonsense"), "x");
        assertThat(spool().hasMessages()).isTrue();
        assertThat(texts()).isEmpty();
        assertThat(directory()).isEmptyDirectory();
    }

    @Test
    void an_entry_that_can_be_neither_read_nor_deleted_affects_no_message() throws IOException {
        add("first", NOW);
        Files.createDirectories(directory().resolve("1-1/x"));
        add("second", NOW + 1);
        assertThat(texts()).containsExactly("first", "second");
    }

    @Test
    void temporary_files_and_files_of_other_users_are_not_messages() throws IOException {
        add("own", NOW);
        Files.writeString(directory().resolve(".1-1"), "half");
        assertThat(texts()).containsExactly("own");
        Spool ofAnother = new Spool(directory(), files(UID + 1));
        assertThat(ofAnother.readAll(NOW)).isEmpty();
    }

    @Test
    void files_that_killed_writers_have_left_are_removed_after_a_minute() throws IOException {
        add("own", NOW);
        Files.writeString(directory().resolve("." + (NOW - 61 * SECOND) + "-1"), "half");
        Files.writeString(directory().resolve(".llm-bridge-" + (NOW - 61 * SECOND) + "-1-1.tmp"), "half");
        Path recent = Files.writeString(directory().resolve("." + NOW + "-1"), "half");
        Path dropped = Files.writeString(directory().resolve(Spool.DROPPED), "1");
        spool().removeLeftovers(NOW);
        assertThat(texts()).containsExactly("own");
        try (Stream<Path> files = Files.list(directory())) {
            assertThat(files).hasSize(3).contains(recent, dropped);
        }
    }

    @Test
    void a_message_that_is_too_large_is_rejected() {
        assertThat(spool().add(new byte[Spool.MAX_MESSAGE], NOW, 1)).isTrue();
        assertThat(spool().add(new byte[Spool.MAX_MESSAGE + 1], NOW, 2)).isFalse();
    }

    @Test
    void what_exceeds_the_limit_is_dropped_and_counted() throws IOException {
        add("first", NOW);
        for (int i = 1; i < Spool.MAX_ENTRIES; i++) {
            Files.createFile(directory().resolve("." + i));
        }
        assertThat(spool().takeDroppedCount()).isZero();
        assertThat(add("more", NOW)).isFalse();
        assertThat(add("more", NOW)).isFalse();
        assertThat(spool().takeDroppedCount()).isEqualTo(2);
        assertThat(spool().takeDroppedCount()).isZero();
        assertThat(texts()).containsExactly("first");
    }

    @Test
    void a_directory_that_others_can_write_to_is_not_used() throws IOException {
        Files.createDirectory(directory());
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(add("x", NOW)).isFalse();
        assertThat(directory()).isEmptyDirectory();
    }

    @Test
    void nothing_is_created_in_the_runtime_directory_of_another_user() {
        Spool ofAnother = new Spool(directory(), files(UID + 1));
        assertThat(ofAnother.add(new byte[1], NOW, PID)).isFalse();
        assertThatThrownBy(ofAnother::createDirectory).isInstanceOf(IOException.class);
        assertThat(directory()).doesNotExist();
    }

    @Test
    void a_missing_directory_contains_nothing() {
        assertThat(texts()).isEmpty();
        assertThat(spool().hasMessages()).isFalse();
        assertThat(spool().takeDroppedCount()).isZero();
    }

    private boolean add(String text, long stamp) {
        return spool().add(text.getBytes(StandardCharsets.UTF_8), stamp, PID);
    }

    private List<String> texts() {
        return spool().readAll(NOW).stream()
                .map(message -> new String(message.datagram(), StandardCharsets.UTF_8))
                .toList();
    }

    private Spool spool() {
        return new Spool(directory(), files(UID));
    }

    private static TrustedFiles files(int user) {
        return new TrustedFiles(Libc.current(), new TrustedUsers(user, OptionalInt.empty()));
    }

    private Path directory() {
        return runtime.resolve("llm_spool");
    }
}
