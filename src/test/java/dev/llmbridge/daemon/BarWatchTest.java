package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.posix.FakeLibc;
import dev.llmbridge.posix.FakeProc;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.posix.SignalNumber;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.store.StateFile;
import dev.llmbridge.waybar.WaybarSignaller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarWatchTest {
    private static final int UID = 1000;
    private static final RealTimeSignal SIGNAL = new RealTimeSignal(8);
    private static final long CATCHES_SIGNAL = 1L << SIGNAL.number().value() - 1;
    private static final String STATE = "{\"text\":\"x\"}";

    @TempDir
    Path root;

    private final RecordingLibc signals = new RecordingLibc();
    private final Queue<LoopEvent> ticks = new ConcurrentLinkedQueue<>();
    private FakeProc proc;
    private BarWatch watch;
    private StateFile stateFile;

    @BeforeEach
    void startWithoutBar() throws IOException {
        Path runtime = Files.createDirectory(root.resolve("runtime"));
        proc = new FakeProc(Files.createDirectory(root.resolve("proc")));
        Path file = runtime.resolve("state.json");
        var bars = new WaybarNotifier(new WaybarSignaller(signals, proc.fs(), SIGNAL));
        watch = new BarWatch(bars, Libc.current(), file);
        stateFile = new StateFile(file, TrustedFiles.of(Libc.current(), runtime), watch::beforeReplacement);
        watch.start(ticks::add, SystemClock::now);
        publish();
    }

    @Test
    void a_bar_is_signalled_once_its_module_has_read_the_state() {
        addBar(11, CATCHES_SIGNAL);

        handleTickAfter(this::read);

        assertThat(signals.sent).containsExactly(11);
    }

    /** Each publication of this daemon opens and renames files. */
    @Test
    void publications_are_not_mistaken_for_a_bar() throws IOException {
        for (int i = 0; i < 100; i++) {
            publish();
        }
        read();

        await().until(() -> !ticks.isEmpty());
        handleTicks();
        assertThat(ticks).isEmpty();
    }

    @Test
    void a_bar_is_found_although_another_program_reads_the_state_too() {
        handleTickAfter(this::read);
        assertThat(signals.sent).isEmpty();
        addBar(11, CATCHES_SIGNAL);

        handleTickAfter(this::read);

        assertThat(signals.sent).containsExactly(11);
    }

    @Test
    void a_starting_bar_is_looked_at_until_it_has_a_handler() {
        addBar(11, 0);
        handleTickAfter(this::read);
        assertThat(signals.sent).isEmpty();

        addBar(11, CATCHES_SIGNAL);
        await().until(() -> !ticks.isEmpty());
        handleTicks();

        assertThat(signals.sent).containsExactly(11);
    }

    @Test
    void while_a_bar_is_known_the_file_is_not_watched() throws IOException {
        addBar(11, CATCHES_SIGNAL);
        handleTickAfter(this::read);
        publish();
        read();
        proc.remove(11);
        publish();

        addBar(12, CATCHES_SIGNAL);
        handleTickAfter(this::read);

        // One tick per search, none for the read while the first bar was known.
        assertThat(signals.sent).containsExactly(11, 11, 12);
        assertThat(ticks).isEmpty();
    }

    private void publish() throws IOException {
        stateFile.write(STATE);
        watch.refresh();
    }

    private void read() {
        assertThat(stateFile.read()).hasValue(STATE);
    }

    private void handleTickAfter(Runnable action) {
        // A slow machine may have put one more tick before the last one was handled.
        handleTicks();
        action.run();
        await().until(() -> !ticks.isEmpty());
        handleTicks();
    }

    private void handleTicks() {
        ticks.clear();
        watch.perform(SystemClock.now());
    }

    private void addBar(int pid, long caught) {
        proc.put(pid, "waybar", UID, pid, caught);
    }

    private static final class RecordingLibc extends FakeLibc {
        private final List<Integer> sent = new ArrayList<>();

        @Override
        public int getuid() {
            return UID;
        }

        @Override
        public int kill(int pid, SignalNumber signal) {
            sent.add(pid);
            return 0;
        }
    }
}
