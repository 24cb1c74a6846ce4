package dev.llmbridge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {
    private static final String LONGEST = "x".repeat(64);

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "_", "-", "644026a3-cf61-4053-abfe-b3d744b6dafc"})
    void a_safe_id_is_kept(String id) {
        assertThat(SessionId.of(id).value()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "`", "{", "@", "[", "/", ":", ".", "..", "a/b", "a\n", "é", "\uD83D"})
    void any_other_id_is_replaced_with_a_hash_and_is_not_accepted_as_it_is(String id) {
        assertThat(SessionId.of(id).value()).matches("[0-9a-f]{32}");
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionId(id));
    }

    @Test
    void an_id_has_at_most_64_characters() {
        assertThat(SessionId.of(LONGEST).value()).isEqualTo(LONGEST);
        assertThat(SessionId.of(LONGEST + "x").value()).hasSize(32);
    }

    @Test
    void different_ids_have_different_hashes() {
        assertThat(SessionId.of("a/b")).isEqualTo(SessionId.of("a/b")).isNotEqualTo(SessionId.of("a/c"));
    }
}
