package dev.llmbridge.setup.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    @Test
    void a_change_is_shown_with_context() {
        assertThat(unified("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nfive\n6\n")).isEqualTo("""
                --- old
                +++ new
                @@ -2,5 +2,5 @@
                 2
                 3
                 4
                -5
                +five
                 6
                """);
    }

    @Test
    void a_missing_newline_at_the_end_is_reported() {
        assertThat(unified("a\nb", "a\nb\n")).endsWith("""
                 a
                -b
                \\ No newline at end of file
                +b
                """);
    }

    @Test
    void a_created_or_removed_file_has_an_empty_range_on_one_side() {
        assertThat(unified("", "a\n")).contains("@@ -0,0 +1,1 @@");
        assertThat(unified("a\n", "")).contains("@@ -1,1 +0,0 @@");
    }

    @Test
    void equal_texts_have_no_diff() {
        assertThat(unified("a", "a")).isEmpty();
        assertThat(unified("", "")).isEmpty();
    }

    @Test
    void a_text_that_is_not_utf_8_is_shown_byte_by_byte() {
        byte[] before = "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(UnifiedDiff.unified("old", before, "new", bytes("a\n"))).contains("-caf\u00e9\n+a\n");
        assertThat(unified("caf\u00e9\n", "a\n")).contains("-caf\u00e9\n+a\n");
    }

    private static String unified(String before, String after) {
        return UnifiedDiff.unified("old", bytes(before), "new", bytes(after));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
