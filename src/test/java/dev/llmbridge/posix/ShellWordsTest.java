package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
    @Test
    void quotes_are_removed_from_words() {
        assertThat(values(" a  'b c'\"d $e\"\\ f\t'it'\\''s' \"\\\"\\$\\n\" ''"))
                .containsExactly("a", "b cd $e f", "it's", "\"$\\n", "");
        assertThat(values("")).isEmpty();
    }

    @Test
    void a_word_has_its_position_in_the_command() {
        assertThat(ShellWords.of(" ab 'c d'"))
                .hasValue(List.of(new ShellWords.Word(1, 3, "ab"), new ShellWords.Word(4, 9, "c d")));
    }

    @Test
    void a_redirection_is_part_of_a_simple_command() {
        assertThat(values("a 2>&1 &>f >g")).containsExactly("a", "2>&1", "&>f", ">g");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a; b",
                "a | b",
                "a & b",
                "a && b",
                "a\nb",
                "(a)",
                "`a`",
                "\"`a`\"",
                "$(a)",
                "\"$(a)\"",
                "'a",
                "\"a",
                "a\\"
            })
    void anything_but_a_simple_command_is_rejected(String command) {
        assertThat(ShellWords.of(command)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "with blank", "it's", "\"\\$`", "a;b|c", "~", "é"})
    void quoted_text_is_read_as_one_word(String word) {
        assertThat(values(ShellWords.quote(word))).containsExactly(word);
    }

    private static List<String> values(String command) {
        Optional<List<ShellWords.Word>> words = ShellWords.of(command);
        return words.orElseThrow().stream().map(ShellWords.Word::value).toList();
    }
}
