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
    void an_abstract_name_begins_with_a_nul_and_has_none_at_its_end() {
        assertThat(PeerAddress.named("@a/b").orElseThrow().bytes()).containsExactly(1, 0, 0, 'a', '/', 'b');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative", "vsock:2:1234", "./here"})
    void any_other_text_is_not_an_address(String name) {
        assertThat(PeerAddress.named(name)).isEmpty();
    }

    @Test
    void a_name_has_at_most_107_bytes() {
        assertThat(PeerAddress.named("/" + "x".repeat(106))).isPresent();
        assertThat(PeerAddress.named("/" + "x".repeat(107))).isEmpty();
        assertThat(PeerAddress.named("@" + "x".repeat(106))).isPresent();
        assertThat(PeerAddress.named("@" + "ä".repeat(54))).isEmpty();
    }
}
