package dev.llmbridge.daemon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.posix.UnwatchedFiles;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.store.Spool;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolWatchTest {
    @TempDir
    Path runtime;

    private final BlockingQueue<LoopEvent> seen = new LinkedBlockingQueue<>();
    private Spool spool;
    private SpoolWatch watch;
    private Optional<Thread> thread = Optional.empty();

    @BeforeEach
    void createSpool() {
        spool = new Spool(runtime.resolve("llm_spool"), TrustedFiles.of(Libc.current(), runtime));
        watch = new SpoolWatch(spool, Libc.current());
    }

    @AfterEach
    void stop() {
        thread.ifPresent(Thread::interrupt);
    }

    @Test
    void messages_are_passed_on_in_order_and_removed() {
        add("one");
        add("two");
        start();
        await().until(() -> texts(seen).size() == 2);
        add("three");
        await().until(() -> texts(seen).size() == 3);
        assertThat(texts(seen)).containsExactly("one", "two", "three");
        await().until(() -> !spool.hasMessages());
    }

    @Test
    void a_message_that_is_not_accepted_stays_in_the_spool() {
        add("late");
        thread = Optional.of(Thread.ofPlatform().daemon().start(() -> watch.run(this::refuse, SystemClock::now)));

        await().until(() -> texts(seen).contains("late"));

        assertThat(spool.hasMessages()).isTrue();
    }

    private boolean refuse(LoopEvent event) {
        seen.add(event);
        return false;
    }

    @Test
    void a_removed_directory_is_created_again_and_everything_is_checked() throws Exception {
        start();
        await().until(() -> Files.isDirectory(spool.directory()));
        await().until(() -> seen.size() == 1);
        Files.delete(spool.directory());
        await().until(() -> Files.isDirectory(spool.directory()));
        await().until(() -> seen.size() == 2);
        assertThat(seen).hasOnlyElementsOfType(LoopEvent.Tick.class);
        add("later");
        await().until(() -> texts(seen).contains("later"));
    }

    @Test
    void before_the_loop_runs_messages_are_handled_directly() {
        add("one");
        add("two");
        List<LoopEvent> handled = new ArrayList<>();
        watch.readAll(handled::add, SystemClock.now());
        assertThat(texts(handled)).containsExactly("one", "two");
        assertThat(spool.hasMessages()).isFalse();
    }

    @Test
    void without_inotify_the_directory_is_read_once_a_second() throws Exception {
        UnwatchedFiles libc = new UnwatchedFiles();
        watch = new SpoolWatch(spool, libc);
        try (LogRecorder log = new LogRecorder(SpoolWatch.class)) {
            start();
            for (int i = 0; i < 3; i++) {
                assertThat(libc.waits.poll(10, SECONDS)).isEqualTo(SECONDS.toNanos(1));
                String text = "message " + i;
                add(text);
                libc.timeOut();
                await().until(() -> texts(seen).contains(text));
            }
            assertThat(log.lines)
                    .singleElement()
                    .asString()
                    .startsWith("WARN polling " + spool.directory() + " once a second instead of watching it:")
                    .contains("max_user_instances");
        }
    }

    @Test
    void without_inotify_an_empty_directory_causes_no_checks() throws Exception {
        UnwatchedFiles libc = new UnwatchedFiles();
        watch = new SpoolWatch(spool, libc);
        start();
        for (int i = 0; i < 3; i++) {
            assertThat(libc.waits.poll(10, SECONDS)).isNotNull();
            libc.timeOut();
        }
        assertThat(seen).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void other_files_cause_no_checks_while_the_directory_cannot_be_created() throws Exception {
        AtomicInteger waits = new AtomicInteger();
        watch = new SpoolWatch(spool, counting(waits));
        Files.createFile(spool.directory());
        start();
        for (int i = 0; i < 5; i++) {
            int before = i;
            await().until(() -> waits.get() > before);
            // The daemon creates such a file at each attempt to write its state.
            Files.createFile(runtime.resolve(".state" + i));
        }
        await().until(() -> waits.get() > 5);
        assertThat(seen).hasSizeLessThanOrEqualTo(1);
    }

    /** The real libc, which also counts the waits for a change. */
    private static Libc counting(AtomicInteger waits) {
        Libc libc = Libc.current();
        return (Libc) Proxy.newProxyInstance(
                Libc.class.getClassLoader(), new Class<?>[] {Libc.class}, (_, method, arguments) -> {
                    if (List.of("poll", "awaitReadable").contains(method.getName())) {
                        waits.incrementAndGet();
                    }
                    return method.invoke(libc, arguments);
                });
    }

    private void start() {
        thread = Optional.of(Thread.ofPlatform().daemon().start(() -> watch.run(seen::add, SystemClock::now)));
    }

    private void add(String text) {
        assertThat(spool.add(text.getBytes(StandardCharsets.UTF_8), System.nanoTime(), 1))
                .isTrue();
    }

    private static List<String> texts(Collection<LoopEvent> events) {
        return events.stream()
                .filter(LoopEvent.Datagram.class::isInstance)
                .map(event -> new String(((LoopEvent.Datagram) event).bytes(), StandardCharsets.UTF_8))
                .toList();
    }
}
