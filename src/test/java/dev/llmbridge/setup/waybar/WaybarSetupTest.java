package dev.llmbridge.setup.waybar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.program.ProgramCommand;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WaybarSetupTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final Path FIXTURES = Path.of("src/test/resources/waybar-configs");
    private static final String PROGRAM = "/home/ada/.local/bin/waybar-llm-bridge";
    private static final ModuleOwnership OWNERSHIP =
            new ModuleOwnership(PROGRAM, Path.of("/run/user/1/llm_state.json"));

    @TempDir
    Path dir;

    private Path config;
    private Path style;
    private WaybarProcess process;

    @BeforeEach
    void createHome() throws IOException {
        dir = dir.toRealPath();
        config = dir.resolve(".config/waybar/config");
        style = config.resolveSibling("style.css");
        process = process();
    }

    private WaybarProcess process(String... arguments) {
        return new WaybarProcess(
                OptionalInt.empty(),
                List.of(arguments),
                Map.of("HOME", dir.toString()),
                dir,
                dir.resolve("etc/xdg/waybar"));
    }

    private void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static WaybarModule module(int signal) {
        return WaybarModule.onSignal(new ProgramCommand(List.of(PROGRAM)), List.of(), new RealTimeSignal(signal));
    }

    private WaybarPlan install() throws ChangeRefusedException {
        return install(BarPosition.RIGHT);
    }

    private WaybarPlan install(BarPosition position) throws ChangeRefusedException {
        return apply(WaybarSetup.install(List.of(process), OWNERSHIP, module(8), position));
    }

    private WaybarPlan uninstall() throws ChangeRefusedException {
        return apply(WaybarSetup.uninstall(List.of(process), OWNERSHIP));
    }

    private static WaybarPlan apply(WaybarPlan plan) throws ChangeRefusedException {
        for (FileChange change : plan.changes()) {
            change.apply(TODAY);
        }
        return plan;
    }

    /** Returns all files below the home directory with their contents. */
    private Map<String, String> files() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        dir.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private List<String> placed(Path file) throws ChangeRefusedException {
        List<String> lists = new ArrayList<>();
        for (ConfiguredBar bar : WaybarConfiguration.read(file, process).bars()) {
            lists.add(String.join(" ", bar.placed()));
        }
        return lists;
    }

    static Stream<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void every_form_of_a_configuration_is_restored_byte_for_byte(Path fixture) throws Exception {
        Files.createDirectories(config.getParent());
        Files.copy(fixture, config);
        write(style, "window#waybar { background: #000; }");
        Map<String, String> before = files();

        for (BarPosition position : BarPosition.values()) {
            assertThat(install(position).refusals()).isEmpty();
            assertThat(placed(config)).first().asString().contains("custom/claude");
            assertThat(install(position).isDone()).isTrue();
            assertThat(uninstall().refusals()).isEmpty();
            assertThat(files()).isEqualTo(before);
        }
    }

    @Test
    void the_module_looks_as_if_its_user_had_written_it() throws Exception {
        write(config, """
                {
                  "modules-left": ["sway/workspaces"], // left
                  "modules-right": [
                    // "tray",
                    "clock"
                  ],
                  "clock": {
                    "format": "{:%H:%M}"
                  } // the last one
                }
                """);

        install();

        assertThat(config).hasContent("""
                {
                  "modules-left": ["sway/workspaces"], // left
                  "modules-right": [
                    // "tray",
                    "custom/claude",
                    "clock"
                  ],
                  "clock": {
                    "format": "{:%H:%M}"
                  }, // the last one
                  "custom/claude": {
                    "exec": "/home/ada/.local/bin/waybar-llm-bridge status",
                    "return-type": "json",
                    "format": "{}",
                    "interval": "once",
                    "signal": 8
                  }
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void the_name_goes_first_on_the_right_and_last_elsewhere(BarPosition position) throws Exception {
        write(config, "{\"" + position.key() + "\": [\"a\", \"b\"]}");

        install(position);

        assertThat(placed(config))
                .containsExactly(position == BarPosition.RIGHT ? "custom/claude a b" : "a b custom/claude");
    }

    @Test
    void every_bar_with_a_list_gets_the_module_and_others_do_not() throws Exception {
        write(config, "[{\"modules-left\": [\"a\"]}, {\"height\": 4}, {\"modules-right\": []}]");

        install();

        assertThat(placed(config)).containsExactly("a custom/claude", "", "custom/claude");
    }

    @Test
    void a_bar_from_which_the_user_removed_the_module_does_not_get_it_again() throws Exception {
        write(config, "[{\"modules-right\": [\"a\"]}, {\"modules-right\": [\"b\"]}]");
        install();
        Files.writeString(config, Files.readString(config).replaceFirst("\"custom/claude\", \"b\"", "\"b\""));

        assertThat(install().isDone()).isTrue();

        assertThat(placed(config)).containsExactly("custom/claude a", "b");
    }

    @Test
    void only_changed_values_of_an_installed_module_are_replaced() throws Exception {
        write(config, """
                {
                    "modules-left": ["custom/ai"],
                    "custom/ai": {
                        "exec": "LC_ALL=C  exec /old/waybar-llm-bridge   status --format '{model} \\u2713'", // mine
                        "on-click": "foot",
                        "return-type": "json",
                        "signal": /* eight */ 8.0 // once
                    }
                }
                """);
        String expected = Files.readString(config)
                .replace("/old/waybar-llm-bridge", PROGRAM)
                .replace("8.0 // once", "9, // once\n        \"interval\": \"once\"");

        apply(WaybarSetup.install(List.of(process), OWNERSHIP, module(9), BarPosition.RIGHT));

        assertThat(config).hasContent(expected);
    }

    @Test
    void a_program_is_corrected_in_a_file_of_any_encoding() throws Exception {
        String content =
                "{\"modules-left\": [\"x\"], \"x\": {\"exec\": \"LANG=\u00e9 /old/waybar-llm-bridge status # \u00fc\","
                        + " \"return-type\": \"json\", \"interval\": \"once\", \"signal\": 8}}";
        Files.createDirectories(config.getParent());
        WaybarModule module = WaybarModule.onSignal(
                new ProgramCommand(List.of("/caf\u00e9/waybar-llm-bridge")), List.of(), new RealTimeSignal(8));
        byte[] utf8 = "/caf\u00e9/waybar-llm-bridge".getBytes(StandardCharsets.UTF_8);
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            Files.write(config, content.getBytes(charset));
            String expected = new String(content.getBytes(charset), StandardCharsets.ISO_8859_1)
                    .replace("/old/waybar-llm-bridge", "'" + new String(utf8, StandardCharsets.ISO_8859_1) + "'");

            apply(WaybarSetup.install(List.of(process), OWNERSHIP, module, BarPosition.RIGHT));

            assertThat(files()).containsEntry(".config/waybar/config", expected);
        }
    }

    @Test
    void a_portable_spelling_of_the_program_is_kept() throws Exception {
        for (String program : List.of("waybar-llm-bridge", "~/bin/waybar-llm-bridge", "$HOME/waybar-llm-bridge")) {
            String content = "{\"modules-left\": [\"x\"], \"x\": {\"exec\": \"" + program
                    + " status\", \"return-type\": \"json\", \"interval\": \"once\", \"signal\": 8}}";
            write(config, content);

            assertThat(install().isDone()).isTrue();
        }
    }

    @Test
    void a_module_in_no_list_is_placed_under_its_name() throws Exception {
        write(config, "{\"modules-right\": [\"a\"], \"x\": {\"exec\": \"" + PROGRAM + " status\"}}");

        install();

        assertThat(placed(config)).containsExactly("x a");
    }

    @Test
    void a_module_of_the_same_name_is_not_replaced() throws Exception {
        write(config, "{\"modules-right\": [\"custom/claude\"], \"custom/claude\": {\"exec\": \"weather\"}}");
        Map<String, String> before = files();

        install();

        assertThat(placed(config)).containsExactly("custom/claude#llm-bridge custom/claude");
        uninstall();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void edits_that_the_user_makes_in_between_are_kept() throws Exception {
        write(config, "{\n  \"modules-right\": [\"a\", \"b\"],\n  \"a\": {} // last\n}\n");
        install();
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "[\"custom/claude\", \"a\", \"b\"]",
                                "[\"b\", /* AI: */ \"custom/claude\" // , \"a\"\n  ]")
                        .replace("\"signal\": 8\n  }", "\"signal\": 8,\n    \"tooltip\": false\n  },\n  \"c\": {}"));

        assertThat(uninstall().refusals()).isEmpty();

        assertThat(config)
                .hasContent(
                        "{\n  \"modules-right\": [\"b\" /* AI: */ // , \"a\"\n  ],\n  \"a\": {}, // last\n  \"c\": {}\n}\n");
        assertThat(files()).hasSize(2);
    }

    @Test
    void a_list_of_an_included_file_is_edited_there() throws Exception {
        try (Stream<Path> files = Files.walk(FIXTURES.resolve("include"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = config.resolveSibling(FIXTURES.resolve("include").relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Map<String, String> before = files();

        WaybarPlan plan = install();

        Path lists = config.resolveSibling("parts/lists.jsonc");
        assertThat(plan.changes()).extracting(change -> change.file().path()).containsExactly(lists);
        assertThat(placed(config)).containsExactly("custom/own custom/claude custom/shared clock");
        assertThat(install(BarPosition.LEFT).isDone()).isTrue();
        uninstall();
        assertThat(files()).isEqualTo(before);

        assertThat(install(BarPosition.LEFT).changes())
                .extracting(change -> change.file().path())
                .containsExactly(config);
        assertThat(placed(config)).containsExactly("custom/own custom/claude custom/shared clock");
        uninstall();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void bars_that_share_an_included_list_get_the_module_once() throws Exception {
        write(config, "[{\"include\": \"~/shared.json\"}, {\"include\": \"~/shared.json\"}]");
        write(dir.resolve("shared.json"), "{\"modules-right\": [\"a\"]}");
        Map<String, String> before = files();

        install();

        assertThat(placed(config)).containsExactly("custom/claude a", "custom/claude a");
        uninstall();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void the_files_that_running_bars_name_are_edited() throws Exception {
        write(config, "{\"modules-right\": []}");
        write(style, "");
        write(dir.resolve("a.json"), "{\"modules-right\": []}");
        write(dir.resolve("b.json"), "{\"modules-right\": []}");
        write(dir.resolve("b.css"), "");
        List<WaybarProcess> bars = List.of(process("-c", "a.json"), process("-c", "b.json", "-s", "b.css"));

        WaybarPlan plan = WaybarSetup.install(bars, OWNERSHIP, module(8), BarPosition.RIGHT);

        assertThat(plan.configurations()).containsExactly(dir.resolve("a.json"), dir.resolve("b.json"));
        assertThat(plan.changes())
                .extracting(change -> change.file().path())
                .containsExactly(dir.resolve("a.json"), dir.resolve("b.json"), style, dir.resolve("b.css"));
    }

    @Test
    void the_files_of_the_distribution_are_copied_and_the_copies_removed() throws Exception {
        write(dir.resolve("etc/xdg/waybar/config.jsonc"), "{\n    \"modules-right\": [\"clock\"]\n}\n");
        write(dir.resolve("etc/xdg/waybar/style.css"), "* { color: red; }\n");
        Map<String, String> before = files();

        WaybarPlan plan = install();

        Path copy = config.resolveSibling("config.jsonc");
        assertThat(plan.configurations()).containsExactly(copy);
        assertThat(placed(copy)).containsExactly("custom/claude clock");
        assertThat(style)
                .content()
                .isEqualTo("* { color: red; }\n\n/* waybar-llm-bridge: begin */\n" + WaybarStyleSheet.css()
                        + "/* waybar-llm-bridge: end */\n");
        assertThat(install().isDone()).isTrue();
        uninstall();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_copy_that_the_user_has_edited_stays() throws Exception {
        write(dir.resolve("etc/xdg/waybar/config"), "{\"modules-right\": [\"clock\"]}");
        install();
        Files.writeString(config, Files.readString(config).replace("clock", "tray"));

        uninstall();

        assertThat(config).hasContent("{\"modules-right\": [\"tray\"]}");
    }

    @Test
    void a_copy_that_the_user_had_made_before_stays() throws Exception {
        write(dir.resolve("etc/xdg/waybar/config"), "{\"modules-right\": [\"clock\"]}");
        write(config, "{\"modules-right\": [\"clock\"]}");
        Map<String, String> before = files();

        install();
        uninstall();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_style_sheet_that_names_other_files_is_not_copied() throws Exception {
        write(config, "{\"modules-right\": []}");
        write(dir.resolve("etc/xdg/waybar/style.css"), "@import \"colours.css\";\n");

        WaybarPlan plan = install();

        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).hasMessageContaining("cannot be copied");
            assertThat(refusal.paste()).isEqualTo(WaybarStyleSheet.css());
        });
        assertThat(style).doesNotExist();
        assertThat(placed(config)).containsExactly("custom/claude");
    }

    @Test
    void a_read_only_file_is_not_touched_and_the_lines_to_paste_are_given() throws Exception {
        write(config, "{\"modules-right\": []}");
        write(style, "");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("r--r--r--"));

        WaybarPlan plan = install(BarPosition.LEFT);

        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).hasMessage(config + " is read-only");
            assertThat(refusal.reason().isManagedByNix()).isFalse();
            assertThat(refusal.paste()).isEqualTo(module(8).text() + "\"modules-left\": [\"custom/claude\"]\n");
        });
        assertThat(plan.changes()).extracting(change -> change.file().path()).containsExactly(style);
    }

    @Test
    void a_configuration_without_bars_or_with_a_list_that_is_none_is_refused() throws Exception {
        write(style, "");
        for (String content : List.of("[]", "\"x\"", "", "{", "{\"modules-right\": null}")) {
            write(config, content);

            assertThat(install().refusals()).as(content).hasSize(1);
            assertThat(config).hasContent(content);
        }
    }

    @Test
    void nothing_is_planned_in_part() throws Exception {
        write(config, "[{\"modules-right\": []}, {\"modules-right\": 5, \"modules-left\": []}]");

        WaybarPlan plan = install();

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.refusals()).hasSize(1);
    }

    @Test
    void for_a_link_into_the_nix_store_the_options_of_our_module_are_given() throws Exception {
        Files.createDirectories(config.getParent());
        Files.createSymbolicLink(config, Path.of("/nix/store/none-home-manager-files/config"));

        WaybarPlan plan = apply(WaybarSetup.install(
                List.of(process("-c", config.toString())), OWNERSHIP, module(8), BarPosition.RIGHT));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason().isManagedByNix()).isTrue();
            assertThat(refusal.paste()).startsWith("services.llm-bridge = {");
        });
    }

    @Test
    void without_a_configuration_there_is_nothing_to_edit() {
        WaybarPlan plan = WaybarSetup.install(List.of(process), OWNERSHIP, module(8), BarPosition.RIGHT);

        assertThat(plan.refusals())
                .first()
                .extracting(refusal -> refusal.reason().getMessage())
                .isEqualTo("no configuration of Waybar was found");
        assertThat(WaybarSetup.uninstall(List.of(process), OWNERSHIP).isDone()).isTrue();
    }

    @Test
    void the_text_to_paste_into_a_nix_configuration_sets_the_options_of_our_module() {
        assertThat(new PasteText(module(8), BarPosition.RIGHT).module(true))
                .isEqualTo("services.llm-bridge = {\n  enable = true;\n  waybar.enable = true;\n};\n");
        assertThat(new PasteText(module(9), BarPosition.LEFT).module(true))
                .contains("  signal = 9;\n", "  waybar.position = \"modules-left\";\n");
        assertThat(new PasteText(
                                WaybarModule.stream(new ProgramCommand(List.of(PROGRAM)), List.of()), BarPosition.RIGHT)
                        .module(true))
                .contains("  waybar.stream = true;\n");
        assertThat(new PasteText(module(8), BarPosition.RIGHT).style(true))
                .isEqualTo("services.llm-bridge.waybar.style = true;\n");
    }

    @Test
    void a_module_that_runs_another_subcommand_is_not_changed() throws Exception {
        String count = "\"custom/count\": {\"exec\": \"waybar-llm-bridge sessions --json | wc -c\"}";
        write(config, "{\"modules-left\": [\"custom/count\"], " + count + "}");

        install();

        assertThat(config).content().contains(count).contains("\"custom/claude\": {");
    }
}
