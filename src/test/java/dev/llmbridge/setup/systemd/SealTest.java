package dev.llmbridge.setup.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SealTest {
    private static final String TEXT = "[Unit]\nDescription=ä\n";

    @Test
    void a_sealed_text_stands_below_one_comment() {
        assertThat(Seal.on(TEXT)).startsWith("# ").endsWith("\n" + TEXT);
        assertThat(Seal.on(TEXT).lines()).hasSize(3);
    }

    @Test
    void what_was_sealed_is_known_again_whatever_it_says() {
        assertThat(Seal.of(Seal.on(TEXT))).isEqualTo(Seal.State.INTACT);
        assertThat(Seal.of(Seal.on(""))).isEqualTo(Seal.State.INTACT);
    }

    @Test
    void any_change_breaks_it() {
        String sealed = Seal.on(TEXT);
        for (int i = sealed.indexOf('\n') + 1; i < sealed.length(); i++) {
            assertThat(Seal.of(sealed.substring(0, i) + "x" + sealed.substring(i)))
                    .as("at %d", i)
                    .isEqualTo(Seal.State.BROKEN);
        }
        assertThat(Seal.of(sealed + "\n")).isEqualTo(Seal.State.BROKEN);
        assertThat(Seal.of(sealed.substring(0, 100))).isEqualTo(Seal.State.BROKEN);
    }

    @Test
    void what_has_none_is_somebody_else_s() {
        assertThat(Seal.of(TEXT)).isEqualTo(Seal.State.MISSING);
        assertThat(Seal.of("")).isEqualTo(Seal.State.MISSING);
        assertThat(Seal.of("# mine\n" + Seal.on(TEXT))).isEqualTo(Seal.State.MISSING);
    }
}
