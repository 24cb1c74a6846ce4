package dev.llmbridge.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecStartTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/usr/bin/waybar-llm-bridge, /usr/bin/waybar-llm-bridge",
                "/home/a b/bridge, `\"/home/a b/bridge\"`",
                "/50%/bridge, `\"/50%%/bridge\"`",
                "/a\"b\\c, `\"/a\\\"b\\\\c\"`",
                "/it's, `\"/it's\"`",
                "/~/bridge, `\"/~/bridge\"`",
                "/ä/bridge, `\"/ä/bridge\"`",
                "/$HOME/bridge, `\"/$HOME/bridge\"`",
            })
    void a_path_stays_one_word(String path, String line) {
        assertThat(ExecStart.of(List.of(path))).isEqualTo(line);
    }

    @Test
    void a_line_s_end_does_not_end_the_line() {
        assertThat(ExecStart.of(List.of("/a\nb\tc"))).isEqualTo("\"/a\\x0ab\\x09c\"");
    }

    @Test
    void arguments_name_no_variables() {
        assertThat(ExecStart.of(List.of("/usr/bin/java", "-jar", "/opt/$x/a.jar", "")))
                .isEqualTo("/usr/bin/java -jar \"/opt/$$x/a.jar\" \"\"");
    }
}
