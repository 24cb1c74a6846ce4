package dev.llmbridge.setup.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManagedFileHeaderTest {
    private static final String TEXT = "[Unit]\nDescription=ä\n";

    @Test
    void the_header_is_one_comment_line_before_the_text() {
        assertThat(ManagedFileHeader.addTo(TEXT)).startsWith("# ").endsWith("\n" + TEXT);
        assertThat(ManagedFileHeader.addTo(TEXT).lines()).hasSize(3);
    }

    @Test
    void an_unchanged_file_is_intact() {
        assertThat(ManagedFileHeader.check(ManagedFileHeader.addTo(TEXT))).isEqualTo(ManagedFileHeader.State.INTACT);
        assertThat(ManagedFileHeader.check(ManagedFileHeader.addTo(""))).isEqualTo(ManagedFileHeader.State.INTACT);
    }

    @Test
    void any_change_is_detected() {
        String file = ManagedFileHeader.addTo(TEXT);
        for (int i = file.indexOf('\n') + 1; i < file.length(); i++) {
            assertThat(ManagedFileHeader.check(file.substring(0, i) + "x" + file.substring(i)))
                    .as("at %d", i)
                    .isEqualTo(ManagedFileHeader.State.EDITED);
        }
        assertThat(ManagedFileHeader.check(file + "\n")).isEqualTo(ManagedFileHeader.State.EDITED);
        assertThat(ManagedFileHeader.check(file.substring(0, 100))).isEqualTo(ManagedFileHeader.State.EDITED);
    }

    @Test
    void a_file_without_a_header_is_not_ours() {
        assertThat(ManagedFileHeader.check(TEXT)).isEqualTo(ManagedFileHeader.State.MISSING);
        assertThat(ManagedFileHeader.check("")).isEqualTo(ManagedFileHeader.State.MISSING);
        assertThat(ManagedFileHeader.check("# mine\n" + ManagedFileHeader.addTo(TEXT)))
                .isEqualTo(ManagedFileHeader.State.MISSING);
    }
}
