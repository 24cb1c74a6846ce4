package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TrustedFilesTest {
    private static final int MAX = 100;
    private static final int SELF = Libc.current().getuid();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100})
    void a_file_is_read_whole(int size) throws IOException {
        Path file = Files.write(directory.resolve("f"), new byte[size]);
        assertThat(files(SELF).read(file, MAX)).hasValue(new byte[size]);
    }

    @Test
    void a_file_that_is_too_large_is_not_read() throws IOException {
        Path file = Files.write(directory.resolve("f"), new byte[MAX + 1]);
        assertThat(files(SELF).read(file, MAX)).isEmpty();
    }

    @Test
    void a_file_that_grows_while_it_is_read_is_read_up_to_the_limit() throws IOException {
        Path file = Files.write(directory.resolve("f"), new byte[MAX]);
        assertThat(new TrustedFiles(reporting(10), users(SELF)).read(file, MAX)).hasValue(new byte[MAX]);
        assertThat(new TrustedFiles(reporting(10), users(SELF)).read(file, MAX - 1))
                .isEmpty();
    }

    @Test
    void a_missing_file_is_not_read() throws IOException {
        assertThat(files(SELF).read(directory.resolve("none"), MAX)).isEmpty();
        assertThat(files(SELF).read(directory.resolve("none/none"), MAX)).isEmpty();
    }

    @Test
    void a_file_of_another_user_is_not_read() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "x");
        assertThat(files(SELF + 1).read(file, MAX)).isEmpty();
    }

    @Test
    void anything_but_a_regular_file_is_not_read_and_does_not_block() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(directory.resolve("link"), Files.createFile(directory.resolve("target")));
        assertThat(files(SELF).read(pipe, MAX)).isEmpty();
        assertThat(files(SELF).read(link, MAX)).isEmpty();
        assertThat(files(SELF).read(directory, MAX)).isEmpty();
        assertThat(files(0).read(Path.of("/dev/zero"), MAX)).isEmpty();
    }

    @Test
    void another_error_is_thrown() {
        Path file = directory.resolve("n".repeat(300));
        assertThatThrownBy(() -> files(SELF).read(file, MAX))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("errno " + Errno.ENAMETOOLONG);
    }

    @Test
    void a_file_of_another_user_is_described_with_the_command_that_removes_it() throws IOException {
        Path file = Files.writeString(directory.resolve("my file"), "x", StandardCharsets.UTF_8);
        assertThat(files(SELF).describeForeignOwner(file)).isEmpty();
        assertThat(files(SELF).describeForeignOwner(directory.resolve("none"))).isEmpty();
        assertThat(files(SELF + 1).describeForeignOwner(file))
                .hasValue(file + " belongs to user " + SELF + "; to remove it, run: sudo rm -r '" + file + "'");
    }

    @Test
    void a_missing_directory_is_created_for_the_owner_only() throws IOException {
        Path own = directory.resolve("own");
        files(SELF).createOwnDirectory(own);
        files(SELF).createOwnDirectory(own);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rwx------");
    }

    @Test
    void a_directory_may_be_a_link_to_an_own_directory() throws IOException {
        Path target = directory.resolve("target");
        files(SELF).createOwnDirectory(target);
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        try (OpenDirectory opened = files(SELF).openOwnDirectory(link)) {
            opened.create("f", new byte[1]);
        }
        assertThat(target.resolve("f")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx---rwx"})
    void a_link_to_a_directory_that_others_can_write_to_is_not_opened(String mode) throws IOException {
        Path target = Files.createDirectory(directory.resolve("target"));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        assertThatThrownBy(() -> files(SELF).openOwnDirectory(link))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can be written by other users");
    }

    @Test
    void a_directory_of_another_user_is_not_opened() throws IOException {
        Path own = directory.resolve("own");
        files(SELF).createOwnDirectory(own);
        assertThatThrownBy(() -> files(SELF + 1).openOwnDirectory(own))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to user " + SELF);
    }

    @Test
    void a_directory_whose_link_belongs_to_another_user_is_not_opened() throws IOException {
        Path own = directory.resolve("own");
        files(SELF).createOwnDirectory(own);
        Libc foreignLinks = new FileLibc() {
            @Override
            public Optional<FileStat> status(Path file) {
                return super.status(file)
                        .map(status -> new FileStat(status.mode(), status.owner() + 1, status.inode(), status.size()));
            }
        };
        assertThatThrownBy(() -> new TrustedFiles(foreignLinks, users(SELF)).openOwnDirectory(own))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to user " + (SELF + 1));
    }

    @Test
    void neither_a_file_nor_a_link_to_nothing_is_opened_as_a_directory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> files(SELF).openOwnDirectory(file))
                .isInstanceOfSatisfying(IOException.class, e -> assertThat(IoErrorMessage.withFile(e))
                        .isEqualTo(file + " is not a directory"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("none"));
        assertThatThrownBy(() -> files(SELF).openOwnDirectory(link)).isInstanceOf(IOException.class);
        assertThat(directory.resolve("none")).doesNotExist();
    }

    private static TrustedFiles files(int user) {
        return new TrustedFiles(Libc.current(), users(user));
    }

    private static TrustedUsers users(int user) {
        return new TrustedUsers(user, OptionalInt.empty());
    }

    /** A libc that reports {@code size} for every open file. */
    private static Libc reporting(int size) {
        return new FileLibc() {
            @Override
            public Optional<FileStat> status(int descriptor) {
                return super.status(descriptor)
                        .map(status -> new FileStat(status.mode(), status.owner(), status.inode(), size));
            }
        };
    }
}
