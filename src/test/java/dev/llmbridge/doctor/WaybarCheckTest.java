package dev.llmbridge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.FakeProc;
import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.waybar.WaybarFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaybarCheckTest {
    private static final int UID = 1000;

    /**
     * SigCgt of a running Waybar, as read from /proc: SIGRTMIN+1 to SIGRTMIN+30 (35-64), and of the others SIGINT,
     * SIGUSR1, SIGUSR2, SIGCHLD and glibc's 33. It does not contain the kernel's signal 8.
     */
    private static final long RUNNING = 0xfffffffd00010a02L;

    /** That of a Waybar that has not installed its handlers yet. */
    private static final long STARTING = 0;

    @TempDir
    Path root;

    private FakeProc proc;

    @BeforeEach
    void createProc() {
        proc = new FakeProc(root);
    }

    private Finding check(int offset) {
        return new WaybarCheck(new WaybarFinder(proc.fs(), UID), new RealTimeSignal(offset)).run();
    }

    @Test
    void a_running_bar_handles_every_signal_that_waybar_supports() {
        proc.put(50, "waybar", UID, 500, RUNNING);
        for (int offset = RealTimeSignal.MIN; offset <= RealTimeSignal.MAX; offset++) {
            assertThat(check(offset)).as("signal " + offset).isEqualTo(new Finding.Ok("pid 50 handles the signal"));
        }
    }

    @Test
    void a_bar_that_is_starting_does_not_handle_the_signal_yet() {
        proc.put(50, "waybar", UID, 500, STARTING);
        assertThat(check(8)).isInstanceOf(Finding.Warning.class);
        assertThat(check(8).detail()).isEqualTo("pid 50 does not handle signal 8");
    }

    @Test
    void without_a_bar_of_this_user_there_is_something_to_do() {
        proc.put(50, "waybar", UID + 1, 500, RUNNING);
        assertThat(check(8)).isInstanceOf(Finding.Warning.class);
        assertThat(check(8).detail()).isEqualTo("none is running as this user");
    }
}
