package dev.llmbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PacingTest {
    @Test
    void input_from_before_the_prompt_is_ignored() throws IOException {
        InputStream keys = keys("\n\n later\nrest", 2);

        new Pacing.OnEnter(keys, true).await(0);

        assertThat(keys.readAllBytes()).asString().isEqualTo("rest");
    }

    @Test
    void a_pipe_may_answer_in_advance() throws IOException {
        InputStream lines = keys("\n\n", 2);

        new Pacing.OnEnter(lines, false).await(0);

        assertThat(lines.readAllBytes()).asString().isEqualTo("\n");
    }

    @Test
    void no_step_waits_after_the_end_of_the_input() throws IOException {
        new Pacing.OnEnter(InputStream.nullInputStream(), true).await(0);
    }

    /** Returns a stream with {@code early} bytes available immediately. */
    private static InputStream keys(String all, int early) {
        return new ByteArrayInputStream(all.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int available() {
                return Math.max(0, early - pos);
            }
        };
    }
}
