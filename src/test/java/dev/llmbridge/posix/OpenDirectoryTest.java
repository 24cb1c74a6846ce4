package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenDirectoryTest {
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    @Test
    void a_new_file_has_the_content_and_is_accessible_to_the_owner_only() throws IOException {
        try (OpenDirectory opened = OpenDirectory.open(Libc.current(), directory)) {
            opened.create("größe", TEXT);
        }

        assertThat(directory.resolve("größe")).hasBinaryContent(TEXT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("größe"))))
                .isEqualTo("rw-------");
    }

    @Test
    void an_existing_file_is_not_created_again() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "mine");
        try (OpenDirectory opened = OpenDirectory.open(Libc.current(), directory)) {
            assertThatThrownBy(() -> opened.create("f", TEXT)).isInstanceOf(IOException.class);
        }

        assertThat(file).hasContent("mine");
    }

    @Test
    void a_renamed_file_replaces_another_one() throws IOException {
        assertReplaces(Libc.current());
    }

    @Test
    void a_file_is_replaced_where_names_cannot_be_exchanged() throws IOException {
        assertReplaces(new FileLibc() {
            @Override
            public int exchange(int directory, String one, String other) {
                return -Errno.ENOSYS;
            }
        });
    }

    private void assertReplaces(Libc libc) throws IOException {
        Files.writeString(directory.resolve("old"), "old");
        try (OpenDirectory opened = OpenDirectory.open(libc, directory)) {
            opened.create("new", TEXT);
            opened.rename("new", "old");
        }

        assertThat(directory.resolve("old")).hasBinaryContent(TEXT);
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void a_directory_is_not_replaced() throws IOException {
        Path inTheWay = Files.createDirectory(directory.resolve("old"));
        try (OpenDirectory opened = OpenDirectory.open(Libc.current(), directory)) {
            opened.create("new", TEXT);
            assertThatThrownBy(() -> opened.rename("new", "old")).hasMessage(inTheWay + ": Is a directory");
        }

        assertThat(inTheWay).isEmptyDirectory();
        assertThat(directory.resolve("new")).hasBinaryContent(TEXT);
    }

    @Test
    void removing_a_missing_file_is_not_an_error() throws IOException {
        try (OpenDirectory opened = OpenDirectory.open(Libc.current(), directory)) {
            opened.create("f", TEXT);
            opened.remove("f");
            opened.remove("f");
        }

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_file_is_written_to_the_open_directory_even_if_another_directory_has_replaced_it() throws IOException {
        Path opened = Files.createDirectory(directory.resolve("opened"));
        try (OpenDirectory files = OpenDirectory.open(Libc.current(), opened)) {
            Files.move(opened, directory.resolve("moved"));
            Files.createDirectory(opened);
            files.create("f", TEXT);
        }

        assertThat(directory.resolve("moved/f")).exists();
        assertThat(opened).isEmptyDirectory();
    }

    @Test
    void an_interrupted_or_partial_write_is_continued() throws IOException {
        List<Integer> results = new ArrayList<>(List.of(-Errno.EINTR, 1, 2));
        Libc libc = new FileLibc() {
            @Override
            public int write(int descriptor, byte[] bytes, int offset, int length) {
                int result = results.isEmpty() ? length : results.removeFirst();
                return result < 0 ? result : super.write(descriptor, bytes, offset, result);
            }
        };
        try (OpenDirectory opened = OpenDirectory.open(libc, directory)) {
            opened.create("f", TEXT);
        }

        assertThat(directory.resolve("f")).hasBinaryContent(TEXT);
        assertThat(results).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "28, No space left on device",
        "122, Disk quota exceeded",
        "30, Read-only file system",
        "13, Permission denied",
        "5, cannot be written (errno 5)"
    })
    void a_file_that_cannot_be_written_is_removed_and_the_reason_is_named(int errno, String reason) throws IOException {
        Libc full = new FileLibc() {
            @Override
            public int write(int descriptor, byte[] bytes, int offset, int length) {
                return -errno;
            }
        };
        try (OpenDirectory opened = OpenDirectory.open(full, directory)) {
            assertThatThrownBy(() -> opened.create("f", TEXT))
                    .isInstanceOfSatisfying(IOException.class, e -> assertThat(IoErrorMessage.withFile(e))
                            .isEqualTo(directory.resolve("f") + ": " + reason));
        }

        assertThat(directory).isEmptyDirectory();
    }
}
