package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.StandardInput.End;
import dev.llmbridge.posix.StandardInput.Input;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class StandardInputTest {
    private static final int EBADF = 9;
    private static final long TIMEOUT_NANOS = StandardInput.TIMEOUT_MILLIS * LinuxAbi.NANOS_PER_MILLI;

    /** Returns one chunk per read, or as much of it as the buffer holds, and {@code last} after all chunks. */
    static class Script extends FakeLibc {
        final Deque<byte[]> chunks = new ArrayDeque<>();
        final int last;
        int interruptions;

        /** Starts close to overflow, as {@link System#nanoTime} may, and advances only when the test sets it. */
        long now = Long.MAX_VALUE - 10;

        Script(int last, byte[]... chunks) {
            this.last = last;
            this.chunks.addAll(Arrays.asList(chunks));
        }

        @Override
        public boolean isTerminal(int descriptor) {
            return false;
        }

        @Override
        public int awaitReadable(int descriptor, int millis) {
            assertThat(descriptor).isZero();
            assertThat(millis).isPositive();
            return 1;
        }

        @Override
        public int read(int descriptor, byte[] buffer, int offset, int length) {
            if (interruptions > 0) {
                interruptions--;
                return -Errno.EINTR;
            }
            if (chunks.isEmpty()) {
                return last;
            }
            byte[] chunk = chunks.remove();
            int count = Math.min(chunk.length, length);
            System.arraycopy(chunk, 0, buffer, offset, count);
            if (count < chunk.length) {
                chunks.addFirst(Arrays.copyOfRange(chunk, count, chunk.length));
            }
            return count;
        }

        StandardInput input() {
            return new StandardInput(this, () -> now);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Input input) {
        return new String(input.buffer(), 0, input.length(), StandardCharsets.UTF_8);
    }

    @Test
    void input_is_read_to_its_end() {
        Input input = new Script(0, bytes("{\"a\":"), bytes("1}")).input().read();
        assertThat(text(input)).isEqualTo("{\"a\":1}");
        assertThat(input.end()).isEqualTo(End.COMPLETE);
    }

    @Test
    void bytes_that_were_already_read_come_first() {
        Script script = new Script(0, bytes("rest"));
        Input input = script.input().resume(bytes("first "), script.now);
        assertThat(text(input)).isEqualTo("first rest");
    }

    @Test
    void interrupted_reads_are_repeated() {
        Script script = new Script(0, bytes("all"));
        script.interruptions = 3;
        assertThat(text(script.input().read())).isEqualTo("all");
    }

    @Test
    void a_closed_descriptor_is_empty_input() {
        Input input = new Script(-EBADF).input().read();
        assertThat(input.length()).isZero();
        assertThat(input.end()).isEqualTo(End.COMPLETE);
    }

    @Test
    void a_terminal_is_not_read() {
        FakeLibc terminal = new FakeLibc() {
            @Override
            public boolean isTerminal(int descriptor) {
                return descriptor == 0;
            }
        };
        Input input = new StandardInput(terminal).read();
        assertThat(input.end()).isEqualTo(End.TERMINAL);
        assertThat(input.length()).isZero();
    }

    @Test
    void input_read_before_the_timeout_is_kept() {
        Script slow = new Script(0, bytes("half")) {
            @Override
            public int awaitReadable(int descriptor, int millis) {
                if (!chunks.isEmpty()) {
                    return 1;
                }
                now += millis * 1_000_000L;
                return 0;
            }
        };
        long since = slow.now;
        Input input = slow.input().read();
        assertThat(text(input)).isEqualTo("half");
        assertThat(input.end()).isEqualTo(End.TIMED_OUT);
        assertThat(slow.now - since).isEqualTo(TIMEOUT_NANOS);
    }

    @Test
    void slow_input_does_not_extend_the_timeout() {
        Script dripping = new Script(1) {
            @Override
            public int awaitReadable(int descriptor, int millis) {
                now += 100_000_000;
                return super.awaitReadable(descriptor, millis);
            }
        };
        Input input = dripping.input().read();
        assertThat(input.end()).isEqualTo(End.TIMED_OUT);
        assertThat(input.length()).isEqualTo(20);
    }

    @Test
    void a_chunk_longer_than_the_buffer_is_read_in_two_parts() {
        byte[] already = new byte[(16 << 10) - 1];
        Input input = new Script(0, bytes("two")).input().resume(already, Long.MAX_VALUE - 10);
        assertThat(input.length()).isEqualTo(already.length + 3);
        assertThat(new String(input.buffer(), already.length, 3, StandardCharsets.UTF_8))
                .isEqualTo("two");
    }

    @Test
    void time_already_spent_counts_towards_the_timeout() {
        Script script = new Script(0, bytes("rest"));
        long since = script.now - TIMEOUT_NANOS;
        Input input = script.input().resume(bytes("first"), since);
        assertThat(text(input)).isEqualTo("first");
        assertThat(input.end()).isEqualTo(End.TIMED_OUT);
    }

    @Test
    void input_is_limited_in_size() {
        Script flood = new Script(0) {
            @Override
            public int read(int descriptor, byte[] buffer, int offset, int length) {
                return length;
            }
        };
        Input input = flood.input().read();
        assertThat(input.length()).isEqualTo(StandardInput.MAX_BYTES);
        assertThat(input.end()).isEqualTo(End.TOO_LARGE);
    }
}
