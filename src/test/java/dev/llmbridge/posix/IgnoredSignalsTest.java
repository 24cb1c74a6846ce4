package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IgnoredSignalsTest {
    /** Ignores stray signals, sends all of them to itself, and prints its process name. */
    static final class IgnoringProcess {
        static void main(String[] args) {
            Libc libc = Libc.current();
            IgnoredSignals.ignoreAllAndRename(libc, "llm-bridged");
            for (int signal = 1; signal <= Signals.RTMAX; signal++) {
                if (Signals.STRAY.contains(signal) || signal >= Signals.RTMIN) {
                    libc.kill(libc.getpid(), new SignalNumber(signal));
                }
            }
            System.out.println("alive");
            System.out.println(new ProcFs().comm(libc.getpid()).orElseThrow());
        }
    }

    /** Sends itself one signal for Waybar without ignoring it. */
    static final class UnpreparedProcess {
        static void main(String[] args) {
            Libc libc = Libc.current();
            libc.kill(libc.getpid(), new RealTimeSignal(8).number());
            System.out.println("alive");
        }
    }

    @Test
    void a_process_that_ignores_stray_signals_is_renamed_and_not_terminated_by_them() throws Exception {
        try (ChildJvm ignoring = ChildJvm.start(IgnoringProcess.class)) {
            // The output may also contain the warning of a JVM that has its own handler for SIGUSR2.
            assertThat(ignoring.output().lines()).contains("alive", "llm-bridged");
            assertThat(ignoring.process().waitFor()).isZero();
        }
    }

    @Test
    void a_signal_for_waybar_terminates_a_process_that_does_not_ignore_it() throws Exception {
        try (ChildJvm unprepared = ChildJvm.start(UnpreparedProcess.class)) {
            assertThat(unprepared.process().waitFor()).isEqualTo(128 + 42);
        }
    }
}
