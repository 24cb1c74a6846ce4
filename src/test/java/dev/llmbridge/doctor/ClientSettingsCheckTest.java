package dev.llmbridge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Environment;
import dev.llmbridge.doctor.Finding.Failure;
import dev.llmbridge.doctor.Finding.Ok;
import dev.llmbridge.doctor.Finding.Warning;
import dev.llmbridge.setup.claude.ClientSettings;
import dev.llmbridge.setup.claude.ExecutableName;
import dev.llmbridge.setup.claude.Registration;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.ProgramFinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsCheckTest {
    private static final String USER = "claude/settings.json";
    private static final String LOCAL = "project/settings.local.json";
    private static final String MANAGED = "managed/managed-settings.json";

    @TempDir
    Path dir;

    private Path program;

    @BeforeEach
    void createTheProgram() throws IOException {
        dir = dir.toRealPath();
        program = executable("bin/waybar-llm-bridge");
    }

    private Path executable(String name) throws IOException {
        Path file = write(name, "");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Path write(String name, String content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Finding check() {
        return check(true);
    }

    private Finding check(boolean isDefault) {
        return new ClientSettingsCheck(
                        new ClientSettings.Places(dir.resolve(USER), dir.resolve("project"), dir.resolve("managed")),
                        isDefault,
                        new ProgramFinder(new Environment(
                                Map.of("HOME", dir.toString(), "PATH", dir + "/bin:" + dir + "/other"), 1)),
                        program,
                        new ExecutableName(program.toString()))
                .run();
    }

    private static String installed(String named) {
        return new String(
                new Registration(new ProgramCommand(List.of(named)), false).newSettings(), StandardCharsets.UTF_8);
    }

    private static void assertFound(Finding found, Class<? extends Finding> type, String detail) {
        assertThat(found).isInstanceOf(type);
        assertThat(found.detail()).contains(detail);
    }

    @Test
    void hooks_may_be_in_any_settings_file() throws IOException {
        assertFound(check(), Failure.class, "no hook of waybar-llm-bridge");
        assertThat(check().commands()).containsExactly("waybar-llm-bridge setup --only hooks");
        assertThat(check(false).commands())
                .containsExactly("waybar-llm-bridge install-hooks --settings " + dir.resolve(USER));
        write(USER, "");
        write(LOCAL, installed(program.toString()));
        assertFound(check(), Ok.class, program.toString());
    }

    @Test
    void a_missing_or_different_program_is_reported() throws IOException {
        write(USER, installed(dir + "/gone/waybar-llm-bridge"));
        assertFound(check(), Failure.class, "gone/waybar-llm-bridge, which cannot be run");
        write(USER, installed(executable("other/waybar-llm-bridge").toString()));
        assertFound(check(), Warning.class, "a different program");
        Files.createSymbolicLink(dir.resolve("waybar-llm-bridge"), program);
        write(USER, installed(dir + "/waybar-llm-bridge"));
        assertFound(check(), Ok.class, "waybar-llm-bridge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "waybar-llm-bridge",
                "~/bin/waybar-llm-bridge",
                "$HOME/bin/waybar-llm-bridge",
                "exec waybar-llm-bridge",
                "A=b waybar-llm-bridge",
                "command -v waybar-llm-bridge >/dev/null && ~/bin/waybar-llm-bridge"
            })
    void every_spelling_that_leads_to_this_program_is_ok(String command) throws IOException {
        write(
                USER,
                new String(
                                new Registration(new ProgramCommand(List.of("/x/waybar-llm-bridge")), true)
                                        .newSettings(),
                                StandardCharsets.UTF_8)
                        .replace("/x/waybar-llm-bridge", command));
        assertFound(check(), Ok.class, "waybar-llm-bridge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'$HOME/bin/waybar-llm-bridge'", "'~/bin/waybar-llm-bridge'", "\\\\~/bin/waybar-llm-bridge"})
    void what_is_quoted_is_not_expanded(String command) throws IOException {
        write(
                USER,
                "{\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"" + command + " event\"}]}]}}");
        assertFound(check(), Failure.class, "which cannot be run");
    }

    @Test
    void without_a_shell_nothing_is_expanded() throws IOException {
        write(USER, installed("waybar-llm-bridge"));
        assertFound(check(), Ok.class, "waybar-llm-bridge");
        write(USER, installed("~/bin/waybar-llm-bridge"));
        assertFound(check(), Failure.class, "the settings call ~/bin/waybar-llm-bridge, which cannot be run");
    }

    @Test
    void missing_hooks_and_status_line_are_reported() throws IOException {
        write(USER, installed(program.toString()).replace("\"Stop\"", "\"Stopp\""));
        assertFound(check(), Warning.class, "no hook is registered for Stop");
        write(USER, installed(program.toString()).replace("statusLine", "line"));
        assertFound(check(), Warning.class, "status line does not run waybar-llm-bridge");
        write(USER, """
                {"hooks":{"Stop":[{"hooks":[{"type":"command","command":"waybar-llm-bridge event --type stop"}]}]}}""");
        assertFound(check(), Warning.class, "hooks of llm-waybar 0.1");
    }

    @Test
    void what_stops_the_hooks_is_named_with_its_file() throws IOException {
        write(USER, installed(program.toString()).replaceFirst("\\{", "{\"disableAllHooks\": true,"));
        assertFound(check(), Failure.class, "\"disableAllHooks\" in " + dir.resolve(USER));
        write(LOCAL, "{\"disableAllHooks\": false}");
        assertFound(check(), Ok.class, program.toString());
        write(MANAGED, "{\"allowManagedHooksOnly\": true}");
        assertFound(check(), Failure.class, "\"allowManagedHooksOnly\" in " + dir.resolve(MANAGED));
        assertThat(check().advice()).contains("administrator");
        write(MANAGED, installed(program.toString()).replaceFirst("\\{", "{\"allowManagedHooksOnly\": true,"));
        assertFound(check(), Ok.class, program.toString());
    }

    @Test
    void files_that_claude_code_accepts_are_ok() throws IOException {
        write(LOCAL, "");
        write(USER, "\uFEFF{\"hooks\": {}, " + installed(program.toString()).substring(1));
        assertFound(check(), Ok.class, program.toString());
    }

    @Test
    void settings_that_claude_code_cannot_read_are_a_failure() throws IOException {
        write(USER, "{ // mine\n}");
        assertFound(check(), Failure.class, "settings.json is not valid JSON at 1:3: comments are not allowed");
    }
}
