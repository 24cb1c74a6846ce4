package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs {@code install-hooks} and {@code uninstall-hooks} on real files of an ordinary user. */
@Twins
final class InstallHooksIT {
    private static final String OWN = """
            {
                "model": "opus",
                "hooks": {
                    "Stop": [{"hooks": [{"type": "command", "command": "beep"}]}]
                },
                "permissions": {"allow": ["Bash(ls:*)"], "é": 12345678901234567890.50}
            }""";

    @AutoClose
    private final Home home = Home.ofOrdinaryUser();

    private final Path settings = home.user().resolve(".claude/settings.json");
    private final Program built;
    private Program program;

    InstallHooksIT(Program built) {
        this.built = built;
    }

    @BeforeEach
    void installForTheUser() throws IOException {
        program = built.copiedTo(home.user().resolve(".local/bin"));
        home.changeOwner(home.root());
    }

    @Test
    void a_missing_file_is_created_private_to_the_user_and_removed_again() throws IOException {
        assertDone(install(), "installed hooks");

        assertThat(mode(settings)).isEqualTo("rw-------");
        assertThat(mode(settings.getParent())).isEqualTo("rwx------");
        assertThat(filesBeside(settings)).containsExactly("settings.json");
        assertThat(Json.read(SampleFiles.text(settings)).at("/hooks")).hasSize(15);

        assertDone(uninstall(), "removed hooks");
        assertDone(uninstall(), "nothing to remove");
        assertThat(settings).doesNotExist();
    }

    @Test
    void uninstalling_restores_every_byte_the_mode_and_the_owner() throws IOException {
        writeSettings(OWN);
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r-----"));
        Object owner = Files.getAttribute(settings, "unix:uid");

        assertDone(install(), "settings.json.backup-" + LocalDate.now());
        assertThat(mode(settings)).isEqualTo("rw-r-----");
        assertThat(Files.getAttribute(settings, "unix:uid")).isEqualTo(owner);
        Path backup = settings.resolveSibling("settings.json.backup-" + LocalDate.now());
        assertThat(backup).hasContent(OWN);
        assertThat(mode(backup)).isEqualTo("rw-r-----");

        assertDone(uninstall(), "removed hooks");
        assertThat(SampleFiles.text(settings)).isEqualTo(OWN);
        assertThat(mode(settings)).isEqualTo("rw-r-----");
        assertThat(filesBeside(settings)).containsExactly("settings.json");
    }

    @Test
    void installing_twice_does_not_touch_the_file() throws IOException {
        writeSettings(OWN);
        install();
        Files.setLastModifiedTime(settings, FileTime.fromMillis(1_000_000));
        Object inode = Files.getAttribute(settings, "unix:ino");

        assertDone(install(), "already up to date");

        assertThat(Files.getLastModifiedTime(settings)).isEqualTo(FileTime.fromMillis(1_000_000));
        assertThat(Files.getAttribute(settings, "unix:ino")).isEqualTo(inode);
        assertThat(filesBeside(settings)).hasSize(2);
    }

    @Test
    void a_dry_run_prints_a_patch_and_writes_nothing() throws IOException {
        writeSettings(OWN);
        Call.Result dry = install("--dry-run");
        assertThat(dry.exit()).isZero();
        assertThat(filesBeside(settings)).containsExactly("settings.json");
        assertThat(SampleFiles.text(settings)).isEqualTo(OWN);

        Path copy = home.write(home.current().resolve("copy.json"), OWN);
        Path diff = home.write(home.current().resolve("diff"), dry.out());
        home.changeOwner(home.current());
        Call.Result patch = new Call(home, List.of("patch", copy.toString(), diff.toString())).run();
        assertThat(patch.exit()).as(patch.out() + dry.out()).isZero();
        install();
        assertThat(copy).hasSameTextualContentAs(settings);
        assertThat(Files.mismatch(copy, settings)).isEqualTo(-1);
    }

    @Test
    void a_dry_run_does_not_create_a_file() {
        assertThat(install("--dry-run").out()).startsWith("--- /dev/null\n+++ ").contains("\n@@ -0,0 +1,");
        assertThat(settings.getParent()).doesNotExist();
    }

    @Test
    void a_link_stays_a_link_and_its_target_is_changed() throws IOException {
        Path dotfiles = home.write(home.user().resolve("dotfiles/claude.json"), OWN);
        Files.createDirectories(settings.getParent());
        Files.createSymbolicLink(settings, Path.of("../dotfiles/claude.json"));
        home.changeOwner(home.user());

        assertDone(install(), "installed hooks");

        assertThat(settings).isSymbolicLink();
        assertThat(SampleFiles.text(dotfiles)).contains(program.file().toString());
        assertThat(filesBeside(settings)).containsExactly("settings.json");
        assertThat(filesBeside(dotfiles)).contains("claude.json.backup-" + LocalDate.now());
    }

    @Test
    void the_registered_hook_can_be_run_as_claude_code_runs_it() throws IOException {
        writeSettings("{}");
        install();
        JsonNode hook = Json.read(SampleFiles.text(settings)).at("/hooks/PreToolUse/0/hooks/0");
        List<String> command = new ArrayList<>(List.of(hook.get("command").textValue()));
        hook.get("args").forEach(word -> command.add(word.textValue()));
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Call.Result call = new Call(home, command)
                    .input(SampleFiles.hook("PreToolUse.Bash"))
                    .run();
            assertThat(call.exit()).isZero();
            assertThat(call.out() + call.err()).isEmpty();
            await().until(() -> daemon.status().get("activity").textValue().equals("Bash"));
        }
    }

    @Test
    void a_hook_registered_as_a_shell_command_works_too() throws IOException {
        writeSettings("{}");
        install("--shell-form");
        JsonNode hook = Json.read(SampleFiles.text(settings)).at("/hooks/PreToolUse/0/hooks/0");
        assertThat(hook.has("args")).isFalse();
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            shell(hook.get("command").textValue(), SampleFiles.hook("PreToolUse.Bash"));
            await().until(() -> daemon.status().get("activity").textValue().equals("Bash"));
        }
    }

    @Test
    void the_users_own_status_line_still_prints_and_its_input_is_reported() throws IOException {
        String own = "sed 's/.*\"session_id\":\"\\([^\"]*\\)\".*/it'\\''s \\1/'";
        String content = "{\"statusLine\": {\"type\": \"command\", \"command\": " + TextNode.valueOf(own)
                + ", \"refreshInterval\": 5}}";
        writeSettings(content);
        install();
        String line =
                Json.read(SampleFiles.text(settings)).at("/statusLine/command").textValue();
        assertThat(line).contains(" statusline --shell '");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Call.Result shown = new Call(home, List.of("/bin/sh", "-c", line))
                    .input(Payload.statusLine("s1", "Opus 4.5", 2.5))
                    .run();
            assertThat(shown.out()).isEqualTo("it's s1\n");
            await().until(() -> daemon.status().get("model").textValue().equals("Opus 4.5"));
        }
        uninstall();
        assertThat(SampleFiles.text(settings)).isEqualTo(content);
    }

    @Test
    void only_an_installed_executable_is_registered_without_a_warning() throws IOException {
        if (!program.isNative()) {
            assertThat(install().err()).contains("warning").contains("Java VM").hasLineCount(1);
            return;
        }
        assertThat(install().err()).isEmpty();
        assertThat(Json.read(SampleFiles.text(settings))
                        .at("/hooks/Stop/0/hooks/0/command")
                        .textValue())
                .isEqualTo(program.file().toString());

        Path elsewhere = home.root().resolve("target/waybar-llm-bridge");
        Program inBuildDirectory = built.copiedTo(elsewhere.getParent());
        home.changeOwner(home.root());
        Files.delete(program.file());
        assertThat(inBuildDirectory.call(home, "install-hooks").run().err())
                .contains("warning", "build directory")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1, // why\n}", "{\"a\": 1,}", "{\"a\": ", "[]", "{\"hooks\": 1}"})
    void an_uneditable_file_is_not_touched(String content) throws IOException {
        writeSettings(content);
        assertRefused(install(), settings, content);
    }

    @Test
    void an_excessively_large_file_is_not_touched() throws IOException {
        String content = "{\"a\": \"" + "x".repeat(5_000_000) + "\"}";
        writeSettings(content);
        assertRefused(install(), settings, content);
    }

    @Test
    void a_read_only_file_is_not_touched() throws IOException {
        writeSettings(OWN);
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("r--------"));
        assertRefused(install(), settings, OWN);
        assertThat(install().err()).contains("read-only");
    }

    @Test
    void a_file_in_a_read_only_directory_is_not_touched() throws IOException {
        writeSettings(OWN);
        Files.setPosixFilePermissions(settings.getParent(), PosixFilePermissions.fromString("r-x------"));
        assertRefused(install(), settings, OWN);
        assertThat(install().err()).contains("not writable");
    }

    @Test
    void a_file_of_another_user_is_not_touched() throws IOException {
        assumeTrue(Kernel.uid() == 0, "only root can give a file to another user");
        writeSettings(OWN);
        Files.setAttribute(settings, "unix:uid", 0);
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertRefused(install(), settings, OWN);
    }

    @Test
    void a_dangling_link_a_directory_and_a_device_are_rejected() throws IOException {
        Files.createDirectories(settings.getParent());
        home.changeOwner(home.user());
        Files.createSymbolicLink(settings, Path.of("nowhere.json"));
        assertThat(install().err()).contains("nowhere.json").hasLineCount(1);
        assertThat(settings.resolveSibling("nowhere.json")).doesNotExist();

        assertThat(install("--settings", home.current().toString()).err())
                .contains("directory")
                .hasLineCount(1);
        assertThat(install("--settings", "/dev/null").err())
                .contains("/dev/null")
                .hasLineCount(1);
        assertThat(install("--settings", "/nonexistent/settings.json").err())
                .contains("/nonexistent")
                .hasLineCount(1);
        assertThat(install("--settings", "/").err()).contains("/ is not a file").hasLineCount(1);
    }

    @Test
    void for_a_link_into_the_nix_store_a_nix_definition_is_printed() throws IOException {
        Files.createDirectories(settings.getParent());
        home.changeOwner(home.user());
        Files.createSymbolicLink(settings, Path.of("/nix/store/abc-home-manager-files/.claude/settings.json"));

        Call.Result result = install();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("/nix/store/abc").hasLineCount(1);
        assertThat(result.out()).startsWith("programs.claude-code.settings = {");
    }

    @Test
    void the_scope_selects_the_settings_file() {
        assertDone(install("--scope", "project"), ".claude/settings.json");
        assertDone(install("--scope", "local"), ".claude/settings.local.json");
        assertThat(home.current().resolve(".claude/settings.json")).exists();
        assertThat(home.current().resolve(".claude/settings.local.json")).exists();
        assertThat(settings).doesNotExist();

        assertThat(install("--scope", "planet").exit()).isEqualTo(64);
        assertThat(install("--scope", "user", "--settings", "x.json").exit()).isEqualTo(64);
    }

    @Test
    void the_settings_of_a_project_call_the_program_by_its_name() throws IOException {
        Path shared = home.current().resolve(".claude/settings.json");
        Call.Result result = program.call(home, "install-hooks", "--scope", "project")
                .with("PATH", program.file().getParent() + ":/usr/bin:/bin")
                .run();

        assertDone(result, "everyone who uses this project needs the program in a directory of their PATH");
        // The jar of a JVM is not what a name in PATH leads to.
        assertThat(result.err().contains("your own PATH")).isNotEqualTo(program.isNative());
        assertThat(SampleFiles.text(shared))
                .contains("\"command\": \"waybar-llm-bridge\"", "\"command\": \"waybar-llm-bridge statusline\"")
                .doesNotContain(home.user().toString());
        assertDone(install("--scope", "project"), "already up to date");
        assertThat(install("--scope", "project").err()).contains("your own PATH");
        assertDone(uninstall("--scope", "project"), "removed hooks");
        assertThat(shared).doesNotExist();
    }

    @Test
    void a_portable_spelling_that_leads_to_this_program_is_kept() throws IOException {
        assumeTrue(program.isNative(), "~ leads to an executable");
        install("--shell-form");
        String byHome = SampleFiles.text(settings).replace(program.file().toString(), "~/.local/bin/waybar-llm-bridge");
        writeSettings(byHome);

        assertDone(install(), "already up to date");
        writeSettings(byHome.replace("~/", "exec ~/other/"));
        assertDone(install(), "installed hooks");
        assertThat(SampleFiles.text(settings)).doesNotContain("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\uFEFF", "{\"hooks\": {}, \"hooks\": {\"Stop\": [], \"Stop\": []}}"})
    void what_claude_code_accepts_is_edited_and_restored(String content) throws IOException {
        writeSettings(content);
        assertDone(install(), "installed hooks");
        assertDone(install(), "already up to date");
        assertThat(Json.read(SampleFiles.text(settings).replace("\uFEFF", "")).at("/hooks"))
                .hasSize(15);
        assertDone(uninstall(), "removed hooks");
        assertThat(SampleFiles.text(settings)).isEqualTo(content);
    }

    @Test
    void claude_config_dir_is_respected() {
        Path directory = home.user().resolve("other");
        Call.Result result = program.call(home, "install-hooks")
                .with("CLAUDE_CONFIG_DIR", directory)
                .run();
        assertThat(result.exit()).isZero();
        assertThat(directory.resolve("settings.json")).exists();
        assertThat(settings).doesNotExist();
    }

    @Test
    void disabled_hooks_are_reported() throws IOException {
        writeSettings("{\"disableAllHooks\": true}");
        assertThat(install().err()).contains("\"disableAllHooks\" in " + settings);
        home.write(home.current().resolve(".claude/settings.local.json"), "{\"disableAllHooks\": false}");
        assertThat(install().err()).isEmpty();
    }

    private Call.Result install(String... options) {
        return verb("install-hooks", options);
    }

    private Call.Result uninstall(String... options) {
        return verb("uninstall-hooks", options);
    }

    private Call.Result verb(String verb, String... options) {
        return program.call(
                        home, Stream.concat(Stream.of(verb), Stream.of(options)).toArray(String[]::new))
                .run();
    }

    private void shell(String line, String input) {
        Call.Result result =
                new Call(home, List.of("/bin/sh", "-c", line)).input(input).run();
        assertThat(result.exit()).as(result.err()).isZero();
    }

    private void writeSettings(String content) throws IOException {
        home.write(settings, content);
        home.changeOwner(home.user());
    }

    private static void assertDone(Call.Result result, String words) {
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains(words);
    }

    private static void assertRefused(Call.Result result, Path file, String content) throws IOException {
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains(file.toString()).hasLineCount(1);
        assertThat(Json.read(result.out()).at("/hooks/Stop/0/hooks/0/type").textValue())
                .isEqualTo("command");
        assertThat(SampleFiles.text(file)).isEqualTo(content);
        assertThat(filesBeside(file)).containsExactly(file.getFileName().toString());
    }

    private static List<String> filesBeside(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
