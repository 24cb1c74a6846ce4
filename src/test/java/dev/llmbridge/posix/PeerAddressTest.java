package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {
    @Test
    void a_path_ends_with_a_nul() {
        assertThat(PeerAddress.named("/a").orElseThrow().bytes()).containsExactly(1, 0, '/', 'a', 0);
    }

    @Test
    void an_abstract_name_begins_with_one_and_ends_with_its_last_byte() {
        assertThat(PeerAddress.named("@a/b").orElseThrow().bytes()).containsExactly(1, 0, 0, 'a', '/', 'b');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative", "vsock:2:1234", "./here"})
    void what_is_neither_is_no_address(String name) {
        assertThat(PeerAddress.named(name)).isEmpty();
    }

    @Test
    void a_name_may_be_as_long_as_a_socket_s_address_and_no_longer() {
        assertThat(PeerAddress.named("/" + "x".repeat(106))).isPresent();
        assertThat(PeerAddress.named("/" + "x".repeat(107))).isEmpty();
        assertThat(PeerAddress.named("@" + "x".repeat(106))).isPresent();
        assertThat(PeerAddress.named("@" + "ä".repeat(54))).isEmpty();
    }
}
