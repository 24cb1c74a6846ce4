package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.FakeLibc;
import dev.llmbridge.posix.FakeProc;
import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.posix.SignalNumber;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.waybar.WaybarSignaller;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaybarNotifierTest {
    private static final int UID = 1000;
    private static final RealTimeSignal SIGNAL = new RealTimeSignal(8);
    private static final long CATCHES_SIGNAL = 1L << SIGNAL.number().value() - 1;

    @TempDir
    Path root;

    private final LogRecorder log = new LogRecorder(WaybarNotifier.class);
    private final RecordingLibc libc = new RecordingLibc();
    private FakeProc proc;
    private WaybarNotifier bars;

    @BeforeEach
    void createNotifier() {
        proc = new FakeProc(root);
        bars = new WaybarNotifier(new WaybarSignaller(libc, proc.fs(), SIGNAL));
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void a_refresh_signals_every_bar() {
        addBar(11);
        addBar(12);

        bars.refresh();
        bars.refresh();

        assertThat(libc.signalled).containsExactlyInAnyOrder(11, 12, 11, 12);
    }

    @Test
    void a_heartbeat_signals_only_bars_that_the_last_refresh_missed() {
        addBar(11);
        bars.refresh();
        addBar(12);
        bars.refresh();

        bars.perform(inFiveSeconds());
        bars.perform(inFiveSeconds());

        assertThat(libc.signalled).containsExactlyInAnyOrder(11, 11, 12);
    }

    @Test
    void bars_are_logged_when_they_are_found_and_when_they_are_lost() {
        addBar(11);
        bars.refresh();
        bars.refresh();
        proc.remove(11);
        addBar(12);
        bars.refresh();
        addBar(13);
        bars.refresh();
        bars.perform(inFiveSeconds());

        assertThat(log.lines)
                .containsExactly(
                        "INFO waybar found, pid 11",
                        "INFO waybar found, pid 12",
                        "INFO waybar lost, pid 11",
                        "INFO waybar found, pid 13");
    }

    @Test
    void known_bars_are_counted() {
        assertThat(bars.barCount()).isZero();
        addBar(11);
        addBar(12);
        bars.refresh();
        assertThat(bars.barCount()).isEqualTo(2);
        proc.remove(11);
        bars.refresh();
        assertThat(bars.barCount()).isEqualTo(1);
    }

    private void addBar(int pid) {
        proc.put(pid, "waybar", UID, pid, CATCHES_SIGNAL);
    }

    private static Timestamp inFiveSeconds() {
        return new Timestamp(
                Instant.EPOCH, System.nanoTime() + Duration.ofSeconds(5).toNanos());
    }

    private static final class RecordingLibc extends FakeLibc {
        private final List<Integer> signalled = new ArrayList<>();

        @Override
        public int getuid() {
            return UID;
        }

        @Override
        public int kill(int pid, SignalNumber signal) {
            signalled.add(pid);
            return 0;
        }
    }
}
