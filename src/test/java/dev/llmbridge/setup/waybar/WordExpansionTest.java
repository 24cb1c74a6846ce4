package dev.llmbridge.setup.waybar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordExpansionTest {
    @TempDir
    Path dir;

    private WordExpansion expansion;

    @BeforeEach
    void createFiles() throws IOException {
        for (String name :
                List.of("home/a.json", "home/b.json", "home/.hidden.json", "my home/x", "current/rel", "*")) {
            Files.createDirectories(dir.resolve(name).getParent());
            Files.writeString(dir.resolve(name), "");
        }
        Map<String, String> variables = Map.of("HOME", dir + "/home", "SPACED", dir + "/my home", "D", dir.toString());
        expansion = new WordExpansion(variables, dir.resolve("current"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "~/a.json, home/a.json",
                "$HOME/a.json, home/a.json",
                "${HOME}/a.json, home/a.json",
                "${UNSET:-$D}/home/a.json, ''",
                "${D:-/none}/home/a.json, home/a.json",
                "\"$HOME/a.json\", home/a.json",
                "\"$SPACED/x\", my home/x",
                "$D/my\\ home/x, my home/x",
                "'rel', current/rel",
                "./rel, current/rel",
                "../home/a.json, home/a.json",
                "$D/\\*, *",
                "rel ~/a.json, current/rel home/a.json",
                "~/*.json, home/a.json home/b.json",
                "~/[!a].json, home/b.json",
                "~/[^a].json, home/b.json",
                "~/?.json, home/a.json home/b.json",
                "$D/h*e/a.json, home/a.json",
                "~/none.json, ''",
                "~/*.none, ''",
                "'$HOME/a.json', ''"
            })
    void a_name_means_the_files_that_a_shell_would_pass(String name, String expected) {
        String found = String.join(
                " ",
                expansion.existing(name).stream()
                        .map(file -> dir.relativize(file).toString())
                        .toList());

        assertThat(found).isEqualTo(expected.equals("''") ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$(echo /etc/passwd)", "`echo /etc/passwd`", "\"/etc/passwd", "/etc/passwd;", "${HOME", "\0"})
    void a_name_that_cannot_be_expanded_means_no_file(String name) {
        assertThat(expansion.existing(name)).isEmpty();
    }

    @Test
    void an_unset_variable_is_empty() {
        assertThat(expansion.existing("$UNSET/etc/passwd")).containsExactly(Path.of("/etc/passwd"));
    }
}
