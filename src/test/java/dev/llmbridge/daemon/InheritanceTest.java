package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InheritanceTest {
    private static final int PID = 4711;

    @Test
    void one_descriptor_for_this_process_is_the_socket() {
        assertThat(offersSocket(Map.of("LISTEN_PID", "4711", "LISTEN_FDS", "1")))
                .isTrue();
    }

    @Test
    void what_was_meant_for_another_process_is_not_taken() {
        assertThat(offersSocket(Map.of("LISTEN_PID", "4710", "LISTEN_FDS", "1")))
                .isFalse();
        assertThat(offersSocket(Map.of("LISTEN_FDS", "1"))).isFalse();
    }

    @Test
    void another_number_of_descriptors_is_not_ours_to_guess_at() {
        assertThat(offersSocket(Map.of("LISTEN_PID", "4711", "LISTEN_FDS", "2")))
                .isFalse();
        assertThat(offersSocket(Map.of("LISTEN_PID", "4711", "LISTEN_FDS", "0")))
                .isFalse();
        assertThat(offersSocket(Map.of("LISTEN_PID", "4711"))).isFalse();
        assertThat(offersSocket(Map.of())).isFalse();
    }

    private static boolean offersSocket(Map<String, String> environment) {
        return new Inheritance(environment, PID).offersSocket();
    }
}
