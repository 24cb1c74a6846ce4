package dev.llmbridge.setup.waybar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.setup.file.ChangeRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaybarConfigurationTest {
    @TempDir
    Path dir;

    private Path main;
    private WaybarProcess process;

    @BeforeEach
    void setPaths() throws IOException {
        main = Files.createDirectories(dir.resolve(".config/waybar")).resolve("config");
        Path current = Files.createDirectory(dir.resolve("cwd"));
        process = new WaybarProcess(
                OptionalInt.empty(), List.of(), Map.of("HOME", dir.toString()), current, dir.resolve("system"));
    }

    private WaybarConfiguration read(String content) throws Exception {
        Files.writeString(main, content);
        return WaybarConfiguration.read(main, process);
    }

    private ConfiguredModule module(String content, String name) throws Exception {
        return read(content).modules().stream()
                .filter(module -> module.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void include(String name, String content) throws IOException {
        Files.createDirectories(dir.resolve(name).getParent());
        Files.writeString(dir.resolve(name), content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"modules-left\": [\"m\"]; true",
                "\"modules-center\": [\"m\"]; true",
                "\"modules-right\": [\"a\", \"m\"]; true",
                "\"other\": [\"m\"]; false",
                "\"modules-right\": \"m\"; false",
                "\"modules-right\": [\"m#x\"]; false",
                "\"modules-right\": [\"m\"], \"modules-right\": []; false",
                "\"modules-right\": [\"group/g\"], \"group/g\": {\"modules\": [\"m\"]}; true",
                "\"modules-right\": [\"group/g\"], \"group/g\": {\"other\": [\"m\"]}; false",
                "\"group/g\": {\"modules\": [\"m\"]}; false",
                "\"modules-right\": [\"g\"], \"g\": {\"modules\": [\"m\"]}; false"
            })
    void only_module_lists_and_groups_place_a_module(String member, boolean isPlaced) throws Exception {
        assertThat(module("{\"m\": {\"exec\": \"x\"}, " + member + "}", "m").isPlaced())
                .isEqualTo(isPlaced);
    }

    @Test
    void groups_may_be_nested_or_contain_themselves() throws Exception {
        String nested = """
                {"modules-left": ["group/a"], "group/a": {"modules": ["group/b"]},
                 "group/b": {"modules": ["group/a", "m"]}, "m": {}}
                """;

        assertThat(module(nested, "m").isPlaced()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"8,8", "08,8", "8.0,8", "+8,8", "8e0,8", "8.5,8", "'\"8\"',", "[8],", "null,", "true,"})
    void only_a_number_is_a_signal(String written, Integer signal) throws Exception {
        ConfiguredModule module = module("{\"m\": {\"signal\": " + written + "}}", "m");

        assertThat(module.signal()).isEqualTo(Optional.ofNullable(signal));
        assertThat(module.hasSignal()).isTrue();
    }

    @Test
    void the_last_of_several_equal_keys_of_an_object_counts() throws Exception {
        String twice = "{\"m\": {\"exec\": \"a\"}, \"m\": {\"exec\": \"b\", \"signal\": 8, \"signal\": 9}}";

        assertThat(module(twice, "m").exec()).contains("b");
        assertThat(module(twice, "m").signal()).contains(9);
    }

    @Test
    void the_main_file_has_precedence_over_included_files_key_by_key() throws Exception {
        include("a.json", """
                {"include": "~/b.json", "modules-right": ["m", "from-a"], "modules-left": ["from-a"],
                 "m": {"exec": "a", "signal": 1, "interval": 1}, "from-a": {}}
                """);
        include("b.json", """
                {"modules-left": ["from-b"], "modules-center": ["from-b"], "from-b": {}, "m": {"return-type": "json"}}
                """);
        String content = "{\"include\": [\"$HOME/a.json\"], \"modules-right\": [\"m\"], \"m\": {\"signal\": 8}}";

        assertThat(module(content, "m"))
                .isEqualTo(new ConfiguredModule(
                        "m", Optional.of("a"), Optional.of("json"), Optional.of(8), true, true, true, main));
        assertThat(module(content, "from-a").isPlaced()).isTrue();
        assertThat(module(content, "from-b").isPlaced()).isTrue();
        assertThat(read(content).bars().getFirst().placed()).containsExactly("from-a", "from-b", "m");
    }

    @Test
    void relative_names_are_looked_up_in_the_working_directory_and_beside_the_configuration() throws Exception {
        include("cwd/a.json", "{\"a\": {}}");
        include(".config/waybar/a.json", "{\"not-this\": {}}");
        include(".config/waybar/b.json", "{\"b\": {}}");
        include("parts/1.json", "{\"p1\": {}}");
        include("parts/2.json", "{\"p2\": {}}");
        WaybarConfiguration configuration =
                read("{\"include\": [\"a.json\", \"b.json\", \"~/parts/*.json\", \"none.json\"]}");

        assertThat(configuration.modules()).extracting(ConfiguredModule::name).containsExactly("a", "b", "p1", "p2");
        assertThat(configuration.missing()).containsExactly("none.json");
    }

    @Test
    void each_bar_of_a_list_includes_for_itself_and_an_included_list_is_ignored() throws Exception {
        include("shared.json", "{\"modules-right\": [\"m\"], \"m\": {}}");
        include("list.json", "[{\"never\": {}}]");
        WaybarConfiguration configuration = read("""
                [{"include": ["~/shared.json", "~/list.json"]}, null, {"include": "~/shared.json", "modules-right": []}]
                """);

        assertThat(configuration.bars()).hasSize(2);
        assertThat(configuration.modules())
                .extracting(ConfiguredModule::isPlaced)
                .containsExactly(true, false);
    }

    @Test
    void a_file_that_includes_itself_is_refused() throws Exception {
        assertThatThrownBy(() -> read("{\"include\": \"~/.config/waybar/config\"}"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessage(main + " includes itself");
    }

    @Test
    void an_error_names_the_file_and_the_place() throws Exception {
        include("broken.json", "{\n  \"a\": ]\n}");

        assertThatThrownBy(() -> read("{\"include\": \"~/broken.json\"}"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageStartingWith(dir.resolve("broken.json") + " is not valid JSON at 2:");
    }

    @Test
    void the_encoding_need_not_be_utf_8() throws Exception {
        byte[] mixed =
                "{\"m\": {\"exec\": \"caf\u00e9\"}, \"x\": {\"exec\": \"caf?\"}}".getBytes(StandardCharsets.UTF_8);
        mixed[new String(mixed, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xe9;
        Files.write(main, mixed);

        assertThat(WaybarConfiguration.read(main, process).modules())
                .extracting(module -> module.exec().orElseThrow())
                .containsExactly("caf\u00e9", "caf\u00e9");
    }

    @Test
    void a_signal_is_free_if_no_module_of_any_bar_uses_it() throws Exception {
        include("a.json", "{\"custom/updates\": {\"exec\": \"checkupdates\", \"signal\": 8}}");
        WaybarConfiguration first =
                read("{\"include\": \"~/a.json\", \"m\": {\"signal\": 1}, \"n\": {\"signal\": \"2\"}}");
        WaybarConfiguration second =
                read("[{\"x\": {\"signal\": 30}}, {\"modules-left\": [\"y\"], \"y\": {\"signal\": 8}}]");
        WaybarSignals signals = new WaybarSignals(List.of(first, second));

        assertThat(signals.on(8)).extracting(ConfiguredModule::name).containsExactly("custom/updates", "y");
        assertThat(signals.free())
                .startsWith(2, 3)
                .endsWith(29)
                .doesNotContain(1, 8, 30)
                .hasSize(27);
    }
}
