package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOpenWatchTest {
    @TempDir
    Path directory;

    private final FileOpenWatch watch = new FileOpenWatch(Libc.current());
    private final AtomicInteger opened = new AtomicInteger();
    private Path file;
    private Thread waiting;

    @BeforeEach
    void createFile() throws IOException {
        file = Files.writeString(directory.resolve("file"), "content");
        waiting = Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    watch.awaitOpened();
                    opened.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @AfterEach
    void stopWaiting() throws IOException {
        waiting.interrupt();
        watch.watch(file);
        Files.readString(file);
    }

    @Test
    void a_file_that_is_opened_is_reported_once() throws IOException {
        watch.watch(file);
        Files.readString(file);
        Files.readString(file);
        await().until(() -> opened.get() == 1);

        watch.watch(file);
        Files.readString(file);
        await().until(() -> opened.get() == 2);
    }

    @Test
    void a_file_is_watched_under_its_new_name_and_a_replaced_one_is_not_reported() throws IOException {
        watch.watch(file);
        Path other = Files.writeString(directory.resolve("other"), "content");
        watch.watch(other);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        assertThat(opened).hasValue(0);

        Files.readString(file);

        await().until(() -> opened.get() == 1);
    }

    @Test
    void a_missing_file_and_missing_inotify_are_ignored() {
        watch.watch(directory.resolve("none"));
        var unavailable = new FileOpenWatch(new FakeLibc() {
            @Override
            public int inotify() {
                return -Errno.EAGAIN;
            }
        });
        unavailable.watch(file);

        assertThat(unavailable.isAvailable()).isFalse();
        assertThat(opened).hasValue(0);
    }
}
