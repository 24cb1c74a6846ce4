package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProcessWatchTest {
    private static final long A_SECOND = LinuxAbi.NANOS_PER_SECOND;

    private final Libc libc = Libc.current();

    @Test
    void the_exit_of_a_process_is_detected() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sleep", "600");
        builder.environment().clear();
        Process process = builder.start();
        try (ProcessWatch watch = ProcessWatch.of(libc, OptionalInt.of((int) process.pid()))) {
            assertThat(watch.hasEnded()).isFalse();
            assertThat(watch.pid()).hasValue((int) process.pid());
            assertThat(awaitEnd(watch, 0)).isFalse();
            process.destroyForcibly();
            assertThat(awaitEnd(watch, 10 * A_SECOND)).isTrue();
            watch.markEnded();
            assertThat(watch.pid()).isEmpty();
            assertThat(watch.descriptor()).isNegative();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_missing_process_has_ended() {
        assertThat(ProcessWatch.of(libc, OptionalInt.of(0x3fffffff)).hasEnded()).isTrue();
        assertThat(ProcessWatch.of(libc, OptionalInt.empty()).hasEnded()).isTrue();
    }

    @Test
    void the_parent_has_not_ended() {
        try (ProcessWatch parent = ProcessWatch.parent(libc)) {
            assertThat(parent.hasEnded()).isFalse();
            assertThat(parent.pid()).hasValue((int)
                    ProcessHandle.current().parent().orElseThrow().pid());
            assertThat(awaitEnd(parent, 0)).isFalse();
        }
    }

    @Test
    void a_reparented_process_knows_that_its_parent_has_ended() {
        Libc orphaned = new FakeLibc() {
            private int asked;

            @Override
            public int getppid() {
                return asked++ == 0 ? 4711 : 1;
            }

            @Override
            public int openProcess(int pid) {
                return 5;
            }
        };
        assertThat(ProcessWatch.parent(orphaned).hasEnded()).isTrue();
    }

    @Test
    void a_process_never_seems_to_end_without_pidfd_open() {
        ProcessWatch watch = ProcessWatch.of(
                new FakeLibc() {
                    @Override
                    public int openProcess(int pid) {
                        return -38;
                    }
                },
                OptionalInt.of(4711));
        assertThat(watch.hasEnded()).isFalse();
        assertThat(watch.pid()).hasValue(4711);
        assertThat(watch.descriptor()).isNegative();
    }

    private boolean awaitEnd(ProcessWatch watch, long nanos) {
        return libc.poll(new int[] {watch.descriptor()}, new short[] {LinuxAbi.POLLIN}, new short[1], nanos) == 1;
    }
}
