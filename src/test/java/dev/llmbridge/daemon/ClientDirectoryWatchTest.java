package dev.llmbridge.daemon;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.posix.UnwatchedFiles;
import dev.llmbridge.protocol.SystemClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientDirectoryWatchTest {
    @TempDir
    private Path home;

    private final BlockingQueue<LoopEvent> events = new LinkedBlockingQueue<>();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private Thread thread;

    @AfterEach
    void stop() throws Exception {
        thread.interrupt();
        // The move wakes the thread.
        Path moved = Files.move(home, home.resolveSibling(home.getFileName() + "-moved"));
        thread.join();
        Files.move(moved, home);
    }

    @Test
    void existing_files_are_read_first() throws Exception {
        write(directory(), 7, "existing");

        watch(directory());

        assertThat(nextSession()).isEqualTo("existing");
    }

    @Test
    void a_file_is_read_when_it_is_created_changed_or_replaced() throws Exception {
        watch(directory());
        waitUntilWatching(directory());

        write(directory(), 7, "one");
        awaitSession("one");
        write(directory(), 7, "two");
        awaitSession("two");
        write(home, 7, "three");
        Files.move(home.resolve("7.json"), directory().resolve("7.json"), StandardCopyOption.ATOMIC_MOVE);
        awaitSession("three");
    }

    @Test
    void a_removed_file_is_reported() throws Exception {
        Path file = write(directory(), 7, "one");
        watch(directory());
        awaitSession("one");
        waitUntilWatching(directory());

        Files.delete(file);

        await().until(() -> events.poll(1, SECONDS) instanceof LoopEvent.ClientFileDeleted(int pid, var _) && pid == 7);
    }

    @Test
    void a_directory_is_watched_once_it_is_created() throws Exception {
        Path directory = home.resolve("a/b/sessions");
        watch(directory);
        waitUntilStarted();

        Files.createDirectories(directory);
        write(directory, 7, "one");
        awaitSession("one");
        write(directory, 7, "two");
        awaitSession("two");
    }

    @Test
    void a_directory_is_watched_again_after_being_deleted_and_recreated() throws Exception {
        watch(directory());
        waitUntilWatching(directory());

        for (int round = 0; round < 20; round++) {
            Files.deleteIfExists(directory().resolve("7.json"));
            Files.delete(directory().resolve("1.json"));
            Files.delete(directory());
            write(directory(), 7, "round-" + round);
            awaitSession("round-" + round);
            waitUntilWatching(directory());
        }
    }

    @Test
    void a_directory_that_replaces_the_watched_one_is_watched() throws Exception {
        Path directory = directory();
        watch(directory);
        waitUntilWatching(directory);
        Path other = Files.createDirectory(home.resolve("other"));
        write(other, 7, "new");

        Files.move(directory, home.resolve("old"));
        Files.move(other, directory);
        awaitSession("new");
        waitUntilWatching(directory);

        write(home.resolve("old"), 8, "stray");
        write(directory, 7, "newer");
        assertThat(awaitSession("newer")).doesNotContain("stray");
    }

    @Test
    void a_directory_is_watched_again_after_an_ancestor_is_replaced() throws Exception {
        watch(directory());
        waitUntilWatching(directory());

        Files.move(home.resolve("client"), home.resolve("backup"));
        write(directory(), 7, "new");
        awaitSession("new");
        waitUntilWatching(directory());
    }

    @Test
    void a_directory_can_be_added_later() throws Exception {
        ClientDirectoryWatch watch = watch();
        waitUntilStarted();
        write(directory(), 7, "existing");

        watch.add(directory());
        watch.add(directory());
        awaitSession("existing");
        waitUntilWatching(directory());
        write(directory(), 7, "changed");
        awaitSession("changed");
    }

    @Test
    void several_directories_are_watched_even_if_one_is_inside_another() throws Exception {
        Path inner = directory().resolve("deep/sessions");
        watch(inner, directory());
        waitUntilWatching(directory());

        write(inner, 7, "inner");
        awaitSession("inner");
        write(directory(), 8, "outer");
        awaitSession("outer");
        write(directory(), 8, "outer-again");
        awaitSession("outer-again");
    }

    @Test
    void a_directory_is_watched_through_a_symlink() throws Exception {
        Path real = Files.createDirectories(home.resolve("real/sessions"));
        Path link = Files.createSymbolicLink(home.resolve("linked"), home.resolve("real"));
        watch(link.resolve("sessions"));
        waitUntilWatching(real);

        write(real, 7, "one");

        awaitSession("one");
    }

    @Test
    void without_inotify_files_are_read_once_a_second() throws Exception {
        UnwatchedFiles libc = new UnwatchedFiles();
        try (LogRecorder log = new LogRecorder(ClientDirectoryWatch.class)) {
            watch(libc, directory());
            for (String session : List.of("one", "two", "three")) {
                assertThat(libc.waits.poll(10, SECONDS)).isEqualTo(SECONDS.toNanos(1));
                write(directory(), 7, session);
                libc.timeOut();
                awaitSession(session);
            }
            Files.delete(directory().resolve("7.json"));
            libc.timeOut();
            await().until(() ->
                    events.poll(1, SECONDS) instanceof LoopEvent.ClientFileDeleted(int pid, var _) && pid == 7);
            assertThat(log.lines)
                    .singleElement()
                    .asString()
                    .startsWith("WARN polling the files of clients once a second instead of watching them:")
                    .contains("max_user_instances");
        }
    }

    private Path directory() throws IOException {
        return Files.createDirectories(home.resolve("client/sessions"));
    }

    private ClientDirectoryWatch watch(Path... directories) {
        return watch(libc(), directories);
    }

    private ClientDirectoryWatch watch(Libc libc, Path... directories) {
        var watch = new ClientDirectoryWatch(List.of(directories), libc, TrustedFiles.of(Libc.current(), Path.of("/")));
        thread = Thread.ofPlatform().start(() -> watch.run(events::put, SystemClock::now));
        return watch;
    }

    /** The real libc, which also records whether the thread waits for a change. */
    private Libc libc() {
        Libc libc = Libc.current();
        return (Libc) Proxy.newProxyInstance(
                Libc.class.getClassLoader(), new Class<?>[] {Libc.class}, (_, method, arguments) -> {
                    waiting.set(method.getName().equals("poll"));
                    return method.invoke(libc, arguments);
                });
    }

    /**
     * Waits until the initial read of all files is over. A change made earlier would be reported by that read, even if
     * the watch did not work.
     */
    private void waitUntilStarted() {
        await().untilTrue(waiting);
    }

    /** Changes a file until a change is reported. Further events for these changes may still arrive later. */
    private void waitUntilWatching(Path directory) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            write(directory, 1, "probe");
            return events.poll(20, MILLISECONDS) instanceof LoopEvent.ClientFileSeen;
        });
        waitUntilStarted();
    }

    private static Path write(Path directory, int pid, String session) throws IOException {
        Files.createDirectories(directory);
        return Files.writeString(
                directory.resolve(pid + ".json"),
                "{\"pid\":%d,\"sessionId\":\"%s\",\"procStart\":1,\"status\":\"idle\",\"statusUpdatedAt\":1}"
                        .formatted(pid, session));
    }

    /** Waits until {@code session} is reported and returns all sessions reported up to then. */
    private List<String> awaitSession(String session) {
        List<String> sessions = new ArrayList<>();
        await().until(() -> {
            sessions.add(nextSession());
            return sessions.getLast().equals(session);
        });
        return sessions;
    }

    private String nextSession() throws InterruptedException {
        return events.poll(10, SECONDS) instanceof LoopEvent.ClientFileSeen(ClientSessionFile file, var _)
                ? file.session().value()
                : "";
    }
}
