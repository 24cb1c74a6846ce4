package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextSanitizerTest {
    @Test
    void controls_and_broken_characters_are_dropped() {
        assertThat(TextSanitizer.clean("a\u0000b\u001B[31mc\u007Fd\u0085e\uD83Df\uDE00g\uFFFFh\u202Ei"))
                .isEqualTo("ab[31mcd efghi");
    }

    @Test
    void line_breaks_and_tabs_become_spaces() {
        assertThat(TextSanitizer.clean("a\nb\rc\td\u2028e")).isEqualTo("a b c d e");
    }

    @Test
    void what_can_be_shown_is_kept() {
        String text = "naïve שלום e\u0301 👩‍👩‍👧 " + Character.toString(0xF051F);

        assertThat(TextSanitizer.clean(text)).isEqualTo(text);
    }

    @Test
    void text_within_the_limit_is_kept_and_longer_text_is_cut_to_it() {
        assertThat(TextSanitizer.shorten("12345678901234567890", 20)).isEqualTo("12345678901234567890");
        assertThat(TextSanitizer.shorten("123456789012345678901", 20)).isEqualTo("12345678901234567...");
    }

    @Test
    void characters_count_and_not_their_encoding() {
        assertThat(TextSanitizer.shorten("😀".repeat(20), 20)).isEqualTo("😀".repeat(20));
        assertThat(TextSanitizer.shorten("😀".repeat(21), 20)).isEqualTo("😀".repeat(17) + "...");
    }

    @Test
    void nothing_is_cut_inside_what_is_seen_as_one_character() {
        assertThat(TextSanitizer.shorten("abcde\u0301\u0302fgh", 9)).isEqualTo("abcd...");
        assertThat(TextSanitizer.shorten("abc👩‍👩‍👧xyz", 9)).isEqualTo("abc...");
        assertThat(TextSanitizer.shorten("abc👍🏽xyzuv", 7)).isEqualTo("abc...");
        assertThat(TextSanitizer.shorten("a🇩🇪🇫🇷xyz", 7)).isEqualTo("a🇩🇪...");
    }

    @Test
    void a_tower_of_accents_is_cut_all_the_same() {
        assertThat(TextSanitizer.shorten("e" + "\u0301".repeat(100), 20)).isEqualTo("e" + "\u0301".repeat(16) + "...");
    }
}
