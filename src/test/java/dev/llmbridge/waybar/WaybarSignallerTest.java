package dev.llmbridge.waybar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.FakeLibc;
import dev.llmbridge.posix.FakeProc;
import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.posix.SignalNumber;
import dev.llmbridge.waybar.WaybarSignaller.SignalResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaybarSignallerTest {
    private static final int UID = 1000;
    /** Negative, because {@link System#nanoTime} may be. */
    private static final long START = -3_000_000_000L;

    private static final long SECOND = 1_000_000_000L;
    private static final int SIGNAL = 42;
    private static final long CATCHES_42 = 0x20000000000L;

    @TempDir
    Path root;

    private FakeProc proc;
    private final RecordingLibc libc = new RecordingLibc();
    private WaybarSignaller signaller;

    /** Records the sent signals; those to {@code dead} processes fail. */
    private static final class RecordingLibc extends FakeLibc {
        final List<String> sent = new ArrayList<>();
        final Set<Integer> dead = new TreeSet<>();

        @Override
        public int getuid() {
            return UID;
        }

        @Override
        public int kill(int pid, SignalNumber signal) {
            if (dead.contains(pid)) {
                return -Errno.ESRCH;
            }
            sent.add(pid + ":" + signal.value());
            return 0;
        }
    }

    @BeforeEach
    void addProcesses() {
        proc = new FakeProc(root);
        signaller = new WaybarSignaller(libc, proc.fs(), new RealTimeSignal(8));
        proc.put(1, "systemd", 0, 1, -1L);
        proc.put(50, "waybar", UID, 500, CATCHES_42);
    }

    @Test
    void every_bar_of_this_user_gets_the_signal_once() {
        proc.put(60, ".waybar-wrapped", UID, 600, CATCHES_42 | 1);
        assertThat(signaller.signal(START)).satisfies(result -> {
            assertThat(result.found()).containsExactlyInAnyOrder(50, 60);
            assertThat(result.lost()).isEmpty();
        });
        assertThat(libc.sent).containsExactlyInAnyOrder("50:42", "60:42");
    }

    @Test
    void a_search_finds_the_first_bar_although_no_scan_is_due() {
        proc.remove(50);
        signaller.signal(START);
        proc.put(51, "waybar", UID, 510, CATCHES_42);
        assertThat(signaller.signal(START + 1)).isEqualTo(SignalResult.NOTHING);
        assertThat(signaller.search(START + 2).found()).containsExactly(51);
        assertThat(signaller.hasStartingBar()).isFalse();
        assertThat(signaller.search(START + 3)).isEqualTo(SignalResult.NOTHING);
        assertThat(libc.sent).containsExactly("51:42");
    }

    @Test
    void a_search_waits_for_the_handler_of_a_starting_bar_and_forgets_one_that_has_exited() {
        proc.put(50, "waybar", UID, 500, 0);
        assertThat(signaller.search(START)).isEqualTo(SignalResult.NOTHING);
        assertThat(signaller.hasStartingBar()).isTrue();
        proc.remove(50);
        assertThat(signaller.search(START + 1)).isEqualTo(SignalResult.NOTHING);
        assertThat(signaller.hasStartingBar()).isFalse();
        assertThat(libc.sent).isEmpty();
    }

    @Test
    void the_signal_depends_on_the_configured_number() {
        proc.put(50, "waybar", UID, 500, 1L << 63);
        new WaybarSignaller(libc, proc.fs(), new RealTimeSignal(30)).signal(START);
        assertThat(libc.sent).containsExactly("50:64");
    }

    @Test
    void no_other_process_is_signalled() {
        proc.put(61, "waybar", UID + 1, 600, CATCHES_42);
        proc.put(62, "waybar-llm-brid", UID, 600, CATCHES_42);
        proc.put(63, "waybar", 'Z', UID, 600, CATCHES_42);
        proc.put(64, "waybar", UID, 600, ~CATCHES_42);
        assertThat(signaller.signal(START).found()).containsExactly(50);
        assertThat(libc.sent).containsExactly("50:42");
    }

    @Test
    void a_starting_bar_is_not_signalled_until_it_has_a_handler() {
        proc.put(50, "waybar", UID, 500, 0);
        assertThat(signaller.signal(START)).isEqualTo(SignalResult.NOTHING);
        assertThat(libc.sent).isEmpty();
        proc.put(50, "waybar", UID, 500, CATCHES_42);
        assertThat(signaller.signal(START + 1)).isEqualTo(new SignalResult(List.of(50), List.of()));
        assertThat(libc.sent).containsExactly("50:42");
    }

    @Test
    void a_known_bar_that_lost_its_handler_is_not_signalled() {
        signaller.signal(START);
        proc.put(50, "waybar", UID, 500, 0);
        signaller.signal(START + 1);
        assertThat(libc.sent).containsExactly("50:42");
    }

    @Test
    void known_bars_are_signalled_without_a_scan() {
        signaller.signal(START);
        proc.put(60, "waybar", UID, 600, CATCHES_42);
        assertThat(signaller.signal(START + 5 * SECOND - 1)).isEqualTo(new SignalResult(List.of(), List.of()));
        assertThat(libc.sent).containsExactly("50:42", "50:42");
    }

    @Test
    void a_new_bar_is_found_after_five_seconds() {
        signaller.signal(START);
        proc.put(60, "waybar", UID, 600, CATCHES_42);
        assertThat(signaller.signal(START + 5 * SECOND)).isEqualTo(new SignalResult(List.of(60), List.of()));
        assertThat(libc.sent).containsExactlyInAnyOrder("50:42", "50:42", "60:42");
    }

    @Test
    void a_restarted_bar_is_found_immediately() {
        signaller.signal(START);
        proc.remove(50);
        proc.put(60, "waybar", UID, 600, CATCHES_42);
        assertThat(signaller.signal(START + 1)).isEqualTo(new SignalResult(List.of(60), List.of(50)));
        assertThat(libc.sent).containsExactly("50:42", "60:42");
    }

    @Test
    void a_bar_that_exits_just_before_the_signal_triggers_one_scan() {
        signaller.signal(START);
        libc.dead.add(50);
        proc.put(60, "waybar", UID, 600, CATCHES_42);
        assertThat(signaller.signal(START + 1)).isEqualTo(new SignalResult(List.of(60), List.of(50)));
        assertThat(libc.sent).containsExactly("50:42", "60:42");
    }

    @Test
    void the_remaining_bars_are_signalled_once_despite_a_second_scan() {
        proc.put(60, "waybar", UID, 600, CATCHES_42);
        signaller.signal(START);
        libc.sent.clear();
        proc.remove(50);
        assertThat(signaller.signal(START + 1)).isEqualTo(new SignalResult(List.of(), List.of(50)));
        assertThat(libc.sent).containsExactly("60:42");
    }

    @Test
    void another_process_with_the_pid_of_a_bar_is_not_signalled() {
        signaller.signal(START);
        proc.put(50, "vim", UID, 777, CATCHES_42);
        assertThat(signaller.signal(START + 1)).isEqualTo(new SignalResult(List.of(), List.of(50)));
        assertThat(libc.sent).containsExactly("50:42");
    }

    @Test
    void a_new_bar_with_the_pid_of_an_earlier_one_is_found() {
        signaller.signal(START);
        proc.put(50, "waybar", UID, 777, CATCHES_42);
        assertThat(signaller.signal(START + 1)).isEqualTo(new SignalResult(List.of(50), List.of(50)));
        assertThat(libc.sent).containsExactly("50:42", "50:42");
    }

    @Test
    void if_no_bar_was_found_the_next_scan_is_five_seconds_later() {
        proc.remove(50);
        assertThat(signaller.signal(START)).isEqualTo(SignalResult.NOTHING);
        proc.put(60, "waybar", UID, 600, CATCHES_42);
        assertThat(signaller.signal(START + 5 * SECOND - 1)).isEqualTo(SignalResult.NOTHING);
        assertThat(signaller.signal(START + 5 * SECOND).found()).containsExactly(60);
    }

    @Test
    void the_loss_of_the_last_bar_is_reported_once() {
        signaller.signal(START);
        proc.remove(50);
        assertThat(signaller.signal(START + 1).lost()).containsExactly(50);
        assertThat(signaller.signal(START + 2).lost()).isEmpty();
    }

    @Test
    void a_bar_missed_by_the_last_signal_is_signalled_by_the_follow_up() {
        signaller.signal(START);
        proc.put(60, "waybar", UID, 600, CATCHES_42);
        signaller.signal(START + 1);
        libc.sent.clear();
        assertThat(signaller.followUp(START + 5 * SECOND - 1)).isEqualTo(SignalResult.NOTHING);
        assertThat(signaller.followUp(START + 5 * SECOND)).isEqualTo(new SignalResult(List.of(60), List.of()));
        assertThat(libc.sent).containsExactly("60:42");
    }

    @Test
    void there_is_no_follow_up_if_the_last_signal_included_a_scan() {
        signaller.signal(START);
        proc.put(60, "waybar", UID, 600, CATCHES_42);
        assertThat(signaller.followUp(START + 100 * SECOND)).isEqualTo(SignalResult.NOTHING);
    }

    @Test
    void there_is_only_one_follow_up_per_signal() {
        signaller.signal(START);
        signaller.signal(START + 1);
        signaller.followUp(START + 5 * SECOND);
        proc.put(60, "waybar", UID, 600, CATCHES_42);
        assertThat(signaller.followUp(START + 100 * SECOND)).isEqualTo(SignalResult.NOTHING);
    }
}
