package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.agent.claude.Transcript.Tail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TranscriptTailTest {
    @Test
    void a_short_file_is_read_completely() throws IOException {
        Tail tail = Tail.read(new FakeFile(1000, 1000), 1000);

        assertThat(tail.whole()).isTrue();
        assertThat(tail.bytes()).hasSize(1000).startsWith(0, 1, 2);
    }

    @Test
    void only_the_end_of_a_long_file_is_read() throws IOException {
        FakeFile file = new FakeFile(1L << 50, 1L << 50);

        Tail tail = Tail.read(file, 1000);

        assertThat(tail.whole()).isFalse();
        assertThat(tail.bytes()).hasSize(1000);
        assertThat(file.lowest).isEqualTo((1L << 50) - 1000);
        assertThat(file.read).isEqualTo(1000);
    }

    @Test
    void a_file_truncated_while_being_read_yields_fewer_bytes() throws IOException {
        Tail tail = Tail.read(new FakeFile(1000, 990), 100);

        assertThat(tail.bytes()).hasSize(90);
        assertThat(tail.whole()).isFalse();
    }

    @Test
    void an_empty_file_has_no_bytes() throws IOException {
        assertThat(Tail.read(new FakeFile(0, 0), 100).bytes()).isEmpty();
    }

    /** A file that repeats the bytes 0 to 255. Each read returns at most 7 bytes; all bytes read are counted. */
    private static final class FakeFile implements SeekableByteChannel {
        private final long reported;
        private final long actual;
        private long position;
        private long lowest = Long.MAX_VALUE;
        private long read;

        FakeFile(long reported, long actual) {
            this.reported = reported;
            this.actual = actual;
        }

        @Override
        public int read(ByteBuffer to) {
            int count = (int) Math.min(Math.min(7, to.remaining()), actual - position);
            if (count <= 0) {
                return -1;
            }
            lowest = Math.min(lowest, position);
            for (int i = 0; i < count; i++) {
                to.put((byte) position++);
            }
            read += count;
            return count;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long position) {
            this.position = position;
            return this;
        }

        @Override
        public long size() {
            return reported;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException(
                    StandardCharsets.UTF_8.decode(from).toString());
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException(Long.toString(size));
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing to release.
        }
    }
}
