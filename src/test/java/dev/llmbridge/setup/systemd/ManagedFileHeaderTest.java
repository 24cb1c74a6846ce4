package dev.llmbridge.setup.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManagedFileHeaderTest {
    private static final String TEXT = "[Unit]\nDescription=ä\n";

    @Test
    void a_sealed_text_stands_below_one_comment() {
        assertThat(ManagedFileHeader.on(TEXT)).startsWith("# ").endsWith("\n" + TEXT);
        assertThat(ManagedFileHeader.on(TEXT).lines()).hasSize(3);
    }

    @Test
    void what_was_sealed_is_known_again_whatever_it_says() {
        assertThat(ManagedFileHeader.of(ManagedFileHeader.on(TEXT))).isEqualTo(ManagedFileHeader.State.INTACT);
        assertThat(ManagedFileHeader.of(ManagedFileHeader.on(""))).isEqualTo(ManagedFileHeader.State.INTACT);
    }

    @Test
    void any_change_breaks_it() {
        String sealed = ManagedFileHeader.on(TEXT);
        for (int i = sealed.indexOf('\n') + 1; i < sealed.length(); i++) {
            assertThat(ManagedFileHeader.of(sealed.substring(0, i) + "x" + sealed.substring(i)))
                    .as("at %d", i)
                    .isEqualTo(ManagedFileHeader.State.BROKEN);
        }
        assertThat(ManagedFileHeader.of(sealed + "\n")).isEqualTo(ManagedFileHeader.State.BROKEN);
        assertThat(ManagedFileHeader.of(sealed.substring(0, 100))).isEqualTo(ManagedFileHeader.State.BROKEN);
    }

    @Test
    void what_has_none_is_somebody_else_s() {
        assertThat(ManagedFileHeader.of(TEXT)).isEqualTo(ManagedFileHeader.State.MISSING);
        assertThat(ManagedFileHeader.of("")).isEqualTo(ManagedFileHeader.State.MISSING);
        assertThat(ManagedFileHeader.of("# mine\n" + ManagedFileHeader.on(TEXT)))
                .isEqualTo(ManagedFileHeader.State.MISSING);
    }
}
