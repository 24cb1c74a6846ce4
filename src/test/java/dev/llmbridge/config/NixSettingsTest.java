package dev.llmbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.nix.Nix;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Home Manager module has an option for each setting. */
class NixSettingsTest {
    private static final String SETTINGS = Nix.WITH_NIXPKGS + "let known = import ./nix/settings.nix lib; in ";

    @TempDir
    private Path directory;

    @Test
    void each_setting_of_the_file_has_an_option_with_its_default() throws Exception {
        JsonNode options = Nix.in(directory).evaluate(SETTINGS + """
                builtins.mapAttrs (
                  name: known: if known.default == null then null else known.text known.default
                ) known.inFile
                """);

        Map<String, JsonNode> defaults = new TreeMap<>();
        options.properties().forEach(option -> defaults.put(Setting.PREFIX + option.getKey(), option.getValue()));
        List<Setting> settings =
                Stream.of(Setting.values()).filter(Setting::isAllowedInFile).toList();
        assertThat(defaults)
                .containsOnlyKeys(settings.stream().map(Setting::property).toList());
        assertThat(settings)
                .filteredOn(setting -> !defaults.get(setting.property()).isNull())
                .allSatisfy(setting -> assertThat(setting.canonical(
                                defaults.get(setting.property()).asText()))
                        .as(setting.property())
                        .isEqualTo(setting.canonical(setting.defaultText())));
    }

    @Test
    void a_path_is_set_through_its_variable() throws Exception {
        JsonNode variables = Nix.in(directory).evaluate(SETTINGS + """
                known.environment (builtins.mapAttrs (name: path: "/of/${name}") known.paths)
                """);

        Map<String, String> expected = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            if (!setting.isAllowedInFile()) {
                expected.put(setting.variable(), "/of/" + setting.property().substring(Setting.PREFIX.length()));
            }
        }
        Map<String, String> actual = new TreeMap<>();
        variables
                .properties()
                .forEach(each -> actual.put(each.getKey(), each.getValue().asText()));
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{icon} {activity}",
                "  two blanks before, one after ",
                "a\\b \\u0041 \\",
                "line\nline\r\n\tindented",
                "#no = comment: at ! all",
                "'quoted' \"twice\" $HOME ${cost:.2} ''${x}''",
                "\u000cform feed",
                "󰔟 é 漢字 \u2028"
            })
    void text_from_the_module_is_read_unchanged(String text) throws Exception {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("format", text);
        String file = Nix.in(directory)
                .evaluate(SETTINGS + """
                let
                  given = builtins.fromJSON %s;
                in
                known.file (builtins.mapAttrs (name: known: given.${name} or known.default) known.inFile)
                """.formatted(literal(new ObjectMapper().writeValueAsString(given))))
                .asText();

        assertThat(ConfigFile.parse(Path.of("config.properties"), file).get(Setting.FORMAT))
                .isEqualTo(Optional.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "0", "007ms", "90s", "1m", "2h", "30d", "2592000000"})
    void a_duration_accepted_by_the_module_is_valid(String duration) throws Exception {
        long milliseconds = Nix.in(directory)
                .evaluate(SETTINGS + "known.inFile.debounce.comparable " + literal(duration))
                .asLong();

        assertThat(Setting.DEBOUNCE.canonical(duration)).contains(Long.toString(milliseconds));
    }

    private static String literal(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "\\${") + "\"";
    }
}
