package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.FakeLibc;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineWriterTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int room = Integer.MAX_VALUE;
    private int failure;

    private final LineWriter writer = new LineWriter(
            new FakeLibc() {
                @Override
                public int write(int descriptor, byte[] bytes, int offset, int length) {
                    if (failure != 0) {
                        return -failure;
                    }
                    int count = Math.min(room, length);
                    written.write(bytes, offset, count);
                    return count;
                }
            },
            1);

    @Test
    void a_line_is_written_with_a_line_feed() {
        assertThat(writer.isLastLine("ä")).isFalse();
        assertThat(writer.write("ä")).isTrue();
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("ä\n");
        assertThat(writer.isLastLine("ä")).isTrue();
        assertThat(writer.hasPartialLine()).isFalse();
    }

    @Test
    void an_empty_line_is_written() {
        assertThat(writer.isLastLine("")).isFalse();
        writer.write("");
        assertThat(writer.isLastLine("")).isTrue();
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("\n");
    }

    @Test
    void a_partial_line_is_completed_before_the_next_one_is_written() {
        room = 2;
        writer.write("one");
        assertThat(writer.hasPartialLine()).isTrue();
        room = Integer.MAX_VALUE;
        writer.write("three");
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("one\n");
        assertThat(writer.isLastLine("three")).isFalse();
        writer.write("three");
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("one\nthree\n");
    }

    @Test
    void a_full_pipe_is_retried_and_a_broken_pipe_ends_the_output() {
        failure = Errno.EAGAIN;
        assertThat(writer.write("one")).isTrue();
        failure = 0;
        assertThat(writer.write("two")).isTrue();
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("one\n");
        failure = 32;
        assertThat(writer.write("two")).isFalse();
    }
}
