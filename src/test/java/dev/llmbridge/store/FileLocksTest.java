package dev.llmbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.posix.FileLibc;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedUsers;
import dev.llmbridge.store.FileLocks.FileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FileLocksTest {
    private final FileLocks locks = new FileLocks(Libc.current(), TrustedUsers.of(Libc.current(), Path.of("/")));

    @TempDir
    Path runtime;

    @Test
    void a_lock_is_held_until_it_is_closed() throws IOException {
        try (FileLock lock = locks.acquire(file(), Duration.ZERO).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(locks.holder(file()))
                    .hasValue((int) ProcessHandle.current().pid());
        }

        assertThat(locks.holder(file())).isEmpty();
        assertThat(locks.acquire(file(), Duration.ZERO)).isPresent();
    }

    @Test
    void the_file_is_accessible_to_the_owner_only() throws IOException {
        assertThat(locks.acquire(file(), Duration.ZERO)).isPresent();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void looking_up_the_holder_does_not_create_the_file() {
        assertThat(locks.holder(file())).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void this_process_acquires_a_lock_only_once_whatever_the_path_to_its_file() throws IOException {
        assertThat(locks.acquire(file(), Duration.ZERO)).isPresent();

        Path sameFile = runtime.resolve("x/../.lock");

        assertThat(locks.acquire(sameFile, Duration.ofMillis(5))).isEmpty();
        assertThat(locks.holder(sameFile)).isPresent();
    }

    @Test
    void acquiring_fails_if_the_file_cannot_be_created() throws IOException {
        assertThatThrownBy(() -> locks.acquire(runtime.resolve("none/.lock"), Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none/.lock");
    }

    @Test
    void a_symbolic_link_is_refused() throws IOException {
        Path target = Files.writeString(runtime.resolve("target"), "");
        Files.createSymbolicLink(file(), target);

        assertThatThrownBy(() -> locks.acquire(file(), Duration.ZERO)).isInstanceOf(IOException.class);
        assertThat(locks.holder(file())).isEmpty();
    }

    @Test
    void a_lock_of_another_process_is_released_when_that_process_dies() throws Exception {
        try (LockingProcess other = LockingProcess.start(file())) {
            assertThat(locks.holder(file())).hasValue(other.pid());
            long started = System.nanoTime();
            assertThat(locks.acquire(file(), Duration.ofMillis(20))).isEmpty();
            assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(20_000_000L);

            FutureTask<Optional<FileLock>> lock = new FutureTask<>(() -> locks.acquire(file(), Duration.ofMinutes(1)));
            Thread waiting = Thread.ofPlatform().start(lock);
            await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            other.kill();

            assertThat(lock.get()).isPresent();
        }
    }

    @Test
    void looking_up_the_holder_does_not_release_the_lock() throws Exception {
        assertThat(locks.acquire(file(), Duration.ZERO)).isPresent();

        OptionalInt holder = locks.holder(file());

        assertThat(holder).isPresent();
        assertThat(LockingProcess.canLock(file())).isFalse();
    }

    @Test
    void a_removed_file_is_created_and_locked_again() throws Exception {
        FileLock lock = locks.acquire(file(), Duration.ZERO).orElseThrow();
        assertThat(lock.restoreIfMissing()).isTrue();
        Files.delete(file());
        assertThat(lock.restoreIfMissing()).isTrue();
        assertThat(LockingProcess.canLock(file())).isFalse();
        lock.close();
        assertThat(LockingProcess.canLock(file())).isTrue();
    }

    @Test
    void a_lock_is_lost_if_another_process_has_locked_a_new_file() throws Exception {
        FileLock lock = locks.acquire(file(), Duration.ZERO).orElseThrow();
        Files.delete(file());
        try (LockingProcess other = LockingProcess.start(file())) {
            assertThat(other.pid()).isPositive();
            assertThat(lock.restoreIfMissing()).isFalse();
        }
    }

    @Test
    void a_lock_whose_file_cannot_be_created_yet_is_acquired_later() throws Exception {
        Path directory = runtime.resolve("missing");
        Path file = directory.resolve(".lock");
        assertThatThrownBy(() -> locks.acquire(file, Duration.ZERO))
                .isInstanceOf(UnwritableDirectoryException.class)
                .hasMessage(file + ": No such file or directory");

        FileLock lock = locks.acquireLater(file);
        assertThatThrownBy(lock::restoreIfMissing).isInstanceOf(UnwritableDirectoryException.class);
        Files.createDirectory(directory);
        assertThat(lock.restoreIfMissing()).isTrue();
        assertThat(LockingProcess.canLock(file)).isFalse();
        lock.close();
        assertThat(LockingProcess.canLock(file)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"30, Read-only file system", "28, No space left on device", "122, Disk quota exceeded"})
    void a_file_system_that_cannot_be_written_is_named(int errno, String reason) {
        Libc unwritable = new FileLibc() {
            @Override
            public int openLockFile(Path file) {
                return -errno;
            }
        };
        assertThatThrownBy(() -> new FileLocks(unwritable, TrustedUsers.of(unwritable, Path.of("/")))
                        .acquire(file(), Duration.ZERO))
                .isInstanceOf(UnwritableDirectoryException.class)
                .hasMessage(file() + ": " + reason);
    }

    private Path file() {
        return runtime.resolve(".lock");
    }
}
