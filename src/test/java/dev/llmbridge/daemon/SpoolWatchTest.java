package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.store.Spool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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
    void a_removed_folder_is_created_again_and_everything_is_checked() throws Exception {
        start();
        await().until(() -> Files.isDirectory(spool.folder()));
        await().until(() -> seen.size() == 1);
        Files.delete(spool.folder());
        await().until(() -> Files.isDirectory(spool.folder()));
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

    private void start() {
        thread = Optional.of(Thread.ofPlatform().daemon().start(() -> watch.run(seen::put, SystemClock::now)));
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
