package dev.llmbridge.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.claude.Registration;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.program.ProgramCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HooksSetupTest {
    private static final Registration OURS = new Registration(new ProgramCommand(List.of("/opt/bridge")), false);

    @TempDir
    Path home;

    @Test
    void every_configuration_directory_that_claude_code_has_used_is_found() throws IOException {
        Path other = Files.createDirectories(home.resolve("elsewhere"));
        Path work =
                Files.createDirectories(home.resolve(".claude-work/projects")).getParent();
        Files.createDirectories(home.resolve(".claude-empty"));
        Files.writeString(home.resolve(".claude.json"), "{}");

        var environment = new Environment(Map.of("HOME", home.toString()), 1000);

        assertThat(HooksSetup.directories(environment, List.of(other)))
                .containsExactly(home.resolve(".claude"), other, work);
    }

    @Test
    void a_directory_is_listed_once_however_it_was_found() throws IOException {
        Files.createDirectories(home.resolve(".claude-work/projects"));
        var environment = new Environment(
                Map.of(
                        "HOME",
                        home.toString(),
                        "CLAUDE_CONFIG_DIR",
                        home.resolve(".claude-work").toString()),
                1000);
        assertThat(HooksSetup.directories(environment, List.of())).containsExactly(home.resolve(".claude-work"));
    }

    @Test
    void each_settings_file_is_changed_and_changed_back() throws Exception {
        Path created = home.resolve("a/settings.json");
        Path edited = Files.createDirectories(home.resolve("b")).resolve("settings.json");
        Files.writeString(edited, "{\"model\": \"opus\"}");
        HooksSetup setup = new HooksSetup(List.of(home.resolve("a"), home.resolve("b")), OURS);

        take(setup.install());
        assertThat(created).content().contains("/opt/bridge");
        assertThat(edited).content().contains("/opt/bridge").contains("opus");
        assertThat(setup.install().isDone()).isTrue();

        take(setup.uninstall());
        assertThat(created).doesNotExist();
        assertThat(edited).content().isEqualTo("{\"model\": \"opus\"}");
        assertThat(setup.uninstall().isDone()).isTrue();
    }

    @Test
    void a_file_that_cannot_be_changed_does_not_stop_the_others() throws Exception {
        Path readOnly = Files.createDirectories(home.resolve("a")).resolve("settings.json");
        Files.writeString(readOnly, "{}");
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r--r--r--"));
        HooksSetup setup = new HooksSetup(List.of(home.resolve("a"), home.resolve("b")), OURS);

        PartPlan plan = setup.install();

        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.reason()).isEqualTo(readOnly + " is read-only");
            assertThat(obstacle.instructions()).contains("\"SessionStart\"").endsWith("\n");
        });
    }

    @Test
    void two_directories_with_the_same_file_need_one_change() throws Exception {
        Path real = Files.createDirectories(home.resolve("a"));
        Files.createSymbolicLink(home.resolve("b"), real);
        HooksSetup setup = new HooksSetup(List.of(real, home.resolve("b")), OURS);

        assertThat(setup.install().steps()).hasSize(1);
        take(setup.install());
        assertThat(setup.install().isDone()).isTrue();
    }

    @Test
    void without_a_home_there_is_nothing_to_change() {
        assertThat(new HooksSetup(List.of(), OURS).install().obstacles())
                .singleElement()
                .satisfies(obstacle -> assertThat(obstacle.reason()).contains("HOME"));
    }

    private static void take(PartPlan plan) throws ChangeRefusedException {
        for (SetupStep step : plan.steps()) {
            step.take();
        }
    }
}
