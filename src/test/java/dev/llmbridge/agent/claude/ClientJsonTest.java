package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientJsonTest {
    private static final String PAIR = "\uD83D\uDEE0";

    @Test
    void a_text_within_the_limit_is_unchanged() {
        assertThat(ClientJson.bounded("", 0)).isEmpty();
        assertThat(ClientJson.bounded("abc", 3)).isEqualTo("abc");
        assertThat(ClientJson.bounded(PAIR + "c", 3)).isEqualTo(PAIR + "c");
    }

    @Test
    void a_long_text_is_truncated_but_no_surrogate_pair_is_split() {
        assertThat(ClientJson.bounded("abcd", 3)).isEqualTo("abc");
        assertThat(ClientJson.bounded("ab" + PAIR, 3)).isEqualTo("ab");
        assertThat(ClientJson.bounded("a" + PAIR + "d", 3)).isEqualTo("a" + PAIR);
        assertThat(ClientJson.bounded(PAIR, 1)).isEmpty();
        assertThat(ClientJson.bounded("a", 0)).isEmpty();
    }

    @Test
    void control_characters_become_spaces() {
        assertThat(ClientJson.bounded("a\nb\u001B\u0085c", 10)).isEqualTo("a b  c");
        assertThat(ClientJson.bounded("a\n" + PAIR, 10)).isEqualTo("a " + PAIR);
    }

    @Test
    void unpaired_surrogates_are_replaced() {
        assertThat(ClientJson.bounded("a\uD83D", 10)).isEqualTo("a\uFFFD");
        assertThat(ClientJson.bounded("\uDEE0b", 10)).isEqualTo("\uFFFDb");
        assertThat(ClientJson.bounded("\uD83D" + PAIR, 10)).isEqualTo("\uFFFD" + PAIR);
        assertThat(ClientJson.bounded("\uDEE0\uD83D\uDEE0c\uD83D", 10)).isEqualTo("\uFFFD" + PAIR + "c\uFFFD");
        assertThat(ClientJson.bounded(PAIR + "\uDEE0", 10)).isEqualTo(PAIR + "\uFFFD");
    }
}
