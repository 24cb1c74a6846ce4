package dev.llmbridge.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.BarReload.RunningBar;
import dev.llmbridge.setup.PartPlan.Obstacle;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.waybar.BarPosition;
import dev.llmbridge.setup.waybar.ModuleOwnership;
import dev.llmbridge.setup.waybar.WaybarProcess;
import dev.llmbridge.setup.waybar.WaybarSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarSetupTest {
    private static final ProgramCommand PROGRAM = new ProgramCommand(List.of("/opt/waybar-llm-bridge"));
    private static final String FREE = """
            {
                // the clock
                "modules-right": ["clock"],
                "clock": {}
            }
            """;
    private static final String TAKEN = """
            {
                "modules-right": ["custom/updates"],
                "custom/updates": {"exec": "updates", "signal": 8}
            }
            """;

    @TempDir
    Path home;

    private final Map<String, String> variables = new HashMap<>();
    private Path config;
    private Path settings;

    /** A bar that shows what its configuration says. */
    private static final class ObedientBar implements RunningBar {
        @Override
        public long pid() {
            return 7;
        }

        @Override
        public boolean reload(Duration timeout) {
            return true;
        }

        @Override
        public Optional<String> unit() {
            return Optional.empty();
        }

        @Override
        public void restart(String unit) {
            throw new AssertionError("restarted");
        }
    }

    @BeforeEach
    void createFiles() throws IOException {
        variables.put("HOME", home.toString());
        config = home.resolve(".config/waybar/config");
        settings = home.resolve(".config/waybar-llm-bridge/config.properties");
        Files.createDirectories(config.getParent());
        Files.writeString(config.resolveSibling("style.css"), "* { font-size: 12px; }");
    }

    @Test
    void the_module_and_the_style_are_added_and_the_bar_is_reloaded() throws Exception {
        Files.writeString(config, FREE);

        assertThat(take(setup(Optional.empty()).install())).last().isEqualTo("reloaded Waybar (pid 7)");

        assertThat(config)
                .content()
                .contains("[\"custom/claude\", \"clock\"]")
                .contains("\"signal\": 8")
                .contains("// the clock");
        assertThat(config.resolveSibling("style.css")).content().contains("#custom-claude");
        assertThat(settings).doesNotExist();
        assertThat(setup(Optional.empty()).install().isDone()).isTrue();
    }

    @Test
    void a_signal_that_another_module_uses_is_avoided_in_both_files() throws Exception {
        Files.writeString(config, TAKEN);

        take(setup(Optional.empty()).install());

        assertThat(config).content().contains("\"signal\": 1");
        assertThat(settings)
                .content()
                .contains("# Signal 8 is also used by \"custom/updates\" in " + config + ".\n")
                .contains("\nllm-bridge.signal=1\n");
    }

    @Test
    void a_number_that_the_user_wants_is_used_whatever_else_uses_it() throws Exception {
        Files.writeString(config, TAKEN);
        take(setup(Optional.of(8)).install());
        assertThat(settings).doesNotExist();

        take(setup(Optional.of(12)).install());
        assertThat(config).content().contains("\"signal\": 12");
        assertThat(settings).content().contains("\nllm-bridge.signal=12\n");
    }

    @Test
    void the_environment_takes_precedence_over_the_file_so_its_number_is_kept() throws Exception {
        Files.writeString(config, TAKEN);
        variables.put("LLM_BRIDGE_SIGNAL", "8");

        take(setup(Optional.empty()).install());

        assertThat(config).content().contains("\"signal\": 8\n");
        assertThat(settings).doesNotExist();
    }

    @Test
    void undoing_restores_every_file() throws Exception {
        Files.writeString(config, TAKEN);
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "llm-bridge.icons=ascii");
        Map<String, String> before = files();

        take(setup(Optional.empty()).install());
        assertThat(settings).content().contains("llm-bridge.signal=1");
        assertThat(files()).isNotEqualTo(before);
        take(setup(Optional.empty()).uninstall());

        assertThat(files()).isEqualTo(before);
        assertThat(setup(Optional.empty()).uninstall().isDone()).isTrue();
    }

    @Test
    void what_cannot_be_changed_is_shown_for_pasting() throws Exception {
        Files.writeString(config, FREE);
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("r--r--r--"));

        PartPlan plan = setup(Optional.empty()).install();

        assertThat(plan.obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.reason()).isEqualTo(config + " is read-only");
            assertThat(obstacle.instructions()).contains("\"custom/claude\": {");
        });
        assertThat(plan.obstacles()).extracting(Obstacle::instructions).allMatch(text -> text.endsWith("\n"));
    }

    private BarSetup setup(Optional<Integer> wanted) throws ChangeRefusedException {
        Environment environment = new Environment(variables, 1000);
        var bar = new WaybarProcess(OptionalInt.of(7), List.of(), variables, home, home.resolve("system"));
        var ownership = new ModuleOwnership("/opt/waybar-llm-bridge", Path.of("/run/user/1000/llm_state.json"));
        SignalChoice choice = SignalChoice.of(configured(), WaybarSignals.of(List.of(bar)), ownership);
        return new BarSetup(
                List.of(bar),
                List.of(new ObedientBar()),
                ownership,
                PROGRAM,
                BarPosition.RIGHT,
                SignalSetting.of(environment, choice, wanted));
    }

    /** Reads the number as the daemon does, after a setup that has written it. */
    private int configured() {
        return read(settings)
                .lines()
                .filter(line -> line.startsWith("llm-bridge.signal="))
                .map(line -> Integer.parseInt(line.substring(line.indexOf('=') + 1)))
                .reduce(8, (_, last) -> last);
    }

    private static List<String> take(PartPlan plan) throws ChangeRefusedException {
        Stream.Builder<String> done = Stream.builder();
        for (SetupStep step : plan.steps()) {
            assertThat(step.preview()).endsWith("\n");
            step.take().forEach(done::add);
        }
        return done.build().toList();
    }

    private Map<String, String> files() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(Path::toString, BarSetupTest::read, (one, _) -> one, TreeMap::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
