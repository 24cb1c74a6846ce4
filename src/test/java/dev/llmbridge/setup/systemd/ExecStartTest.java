package dev.llmbridge.setup.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.setup.file.ChangeRefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecStartTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/usr/bin/waybar-llm-bridge, /usr/bin/waybar-llm-bridge",
                "/home/a b/bridge, `\"/home/a b/bridge\"`",
                "/50%/bridge, `\"/50%%/bridge\"`",
                "/~/bridge, `\"/~/bridge\"`",
                "/ä/bridge, `\"/ä/bridge\"`",
                "/$HOME/bridge, `\"/$HOME/bridge\"`",
            })
    void a_path_is_quoted_as_one_word(String path, String line) throws Exception {
        assertThat(ExecStart.of(List.of(path))).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\"b", "/it's", "/a\\b", "/a\nb", "/a\u007fb"})
    void a_path_that_systemd_rejects_is_refused(String path) {
        assertThatThrownBy(() -> ExecStart.of(List.of(path)))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining(path);
    }

    @Test
    void an_argument_may_contain_any_character() throws Exception {
        assertThat(ExecStart.of(List.of("/java", "a\nb\tc", "it's \"so\" \\")))
                .isEqualTo("/java \"a\\x0ab\\x09c\" \"it's \\\"so\\\" \\\\\"");
    }

    @Test
    void dollar_signs_are_escaped_in_arguments_only() throws Exception {
        assertThat(ExecStart.of(List.of("/usr/bin/java", "-jar", "/opt/$x/a.jar", "")))
                .isEqualTo("/usr/bin/java -jar \"/opt/$$x/a.jar\" \"\"");
    }
}
