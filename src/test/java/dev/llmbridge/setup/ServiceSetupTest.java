package dev.llmbridge.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.program.BoundedProcess.ProcessResult;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.systemd.Systemctl;
import dev.llmbridge.setup.systemd.UnitDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSetupTest {
    private static final String ENABLE = "run systemctl --user enable --now llm-bridge.socket llm-bridge.service\n";
    private static final String RELOAD = "run systemctl --user daemon-reload\n";

    @TempDir
    Path home;

    private final FakeSystemd systemd = new FakeSystemd();

    /** A manager whose units become enabled and active as a real one's do. */
    private static final class FakeSystemd {
        private final List<String> commands = new ArrayList<>();
        private boolean running = true;
        private boolean up;
        private String failing = "none";

        Systemctl systemctl() {
            return new Systemctl(this::run);
        }

        private Optional<ProcessResult> run(List<String> command) {
            String verb = command.get(2);
            if (verb.equals(failing)) {
                return Optional.of(new ProcessResult(1, "", "Unit is masked.\nmore\n"));
            }
            return switch (verb) {
                case "is-system-running" -> Optional.of(new ProcessResult(1, running ? "degraded\n" : "offline\n", ""));
                case "is-enabled" -> states(command, up ? "enabled" : "disabled");
                case "is-active" -> states(command, up ? "active" : "inactive");
                default -> {
                    commands.add(String.join(" ", command.subList(2, command.size())));
                    up = verb.equals("enable") || up && !verb.equals("disable");
                    yield Optional.of(new ProcessResult(0, "", ""));
                }
            };
        }

        private static Optional<ProcessResult> states(List<String> command, String state) {
            String lines = command.stream().skip(3).map(_ -> state + "\n").collect(Collectors.joining());
            return Optional.of(new ProcessResult(0, lines, ""));
        }
    }

    @Test
    void the_units_are_shown_and_then_written_and_started() throws Exception {
        PartPlan plan = setup().install();

        assertThat(previews(plan))
                .contains("+++ " + units().resolve("llm-bridge.service") + "\n")
                .contains("+ExecStart=/opt/bridge daemon\n")
                .endsWith(RELOAD + ENABLE);
        assertThat(units()).doesNotExist();
        take(plan);
        assertThat(units().resolve("llm-bridge.service")).isRegularFile();
        assertThat(units().resolve("llm-bridge.socket")).isRegularFile();
        assertThat(systemd.commands)
                .containsExactly("daemon-reload", "enable --now llm-bridge.socket llm-bridge.service");
    }

    @Test
    void nothing_is_left_to_do_after_a_setup() throws Exception {
        take(setup().install());
        assertThat(setup().install().isDone()).isTrue();
    }

    @Test
    void a_unit_for_a_moved_program_is_replaced_and_the_service_is_restarted() throws Exception {
        take(setup().install());
        systemd.commands.clear();

        take(setup("/usr/bin/moved", Optional.empty()).install());

        assertThat(units().resolve("llm-bridge.service")).content().contains("ExecStart=/usr/bin/moved daemon");
        assertThat(systemd.commands).containsExactly("daemon-reload", "restart llm-bridge.service");
    }

    @Test
    void without_systemd_nothing_is_written_and_another_way_is_shown() {
        systemd.running = false;

        PartPlan plan = setup().install();

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.reason()).isEqualTo("systemd does not manage this user's services");
            assertThat(obstacle.instructions()).contains("exec /opt/bridge daemon\n");
        });
    }

    @Test
    void an_edited_unit_is_left_alone() throws Exception {
        take(setup().install());
        Path service = units().resolve("llm-bridge.service");
        Files.writeString(service, Files.readString(service) + "Nice=5\n");

        systemd.up = false;
        PartPlan plan = setup().install();

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.obstacles()).singleElement().satisfies(obstacle -> assertThat(obstacle.reason())
                .contains("was edited"));
        assertThat(setup().uninstall().obstacles()).hasSize(1);
    }

    @Test
    void units_that_work_are_left_alone_whoever_wrote_them() throws Exception {
        Files.createDirectories(units());
        Files.writeString(units().resolve("llm-bridge.service"), "[Service]\n");
        systemd.up = true;

        assertThat(setup().install().isDone()).isTrue();
    }

    @Test
    void the_units_of_a_package_are_only_enabled() throws Exception {
        Path packaged = Files.createDirectories(home.resolve("share/systemd/user"));
        Files.createFile(packaged.resolve("llm-bridge.service"));
        Files.createFile(packaged.resolve("llm-bridge.socket"));

        assertThat(previews(setup().install())).isEqualTo(ENABLE);
        take(setup().install());
        assertThat(previews(setup().uninstall()))
                .isEqualTo("run systemctl --user disable --now llm-bridge.socket llm-bridge.service\n");
        assertThat(units()).doesNotExist();
    }

    @Test
    void undoing_stops_the_units_and_leaves_no_file() throws Exception {
        take(setup().install());
        systemd.commands.clear();

        take(setup().uninstall());

        assertThat(units()).isEmptyDirectory();
        assertThat(systemd.commands)
                .containsExactly("disable --now llm-bridge.socket llm-bridge.service", "daemon-reload");
        assertThat(setup().uninstall().isDone()).isTrue();
    }

    @Test
    void a_daemon_that_systemd_did_not_start_is_stopped_first() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            PartPlan plan = setup("/opt/bridge", Optional.of(other.toHandle())).install();
            assertThat(previews(plan))
                    .endsWith("stop the daemon with pid " + other.pid() + ", which systemd did not start\n" + ENABLE);
            take(plan);
            assertThat(other.isAlive()).isFalse();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void a_command_that_fails_is_reported_with_its_first_line() {
        systemd.failing = "enable";
        assertThat(failure(setup().install()))
                .isEqualTo("'systemctl --user enable --now llm-bridge.socket llm-bridge.service' failed:"
                        + " Unit is masked.");
    }

    private static String failure(PartPlan plan) {
        try {
            take(plan);
            return "none";
        } catch (ChangeRefusedException e) {
            return e.getMessage();
        }
    }

    private ServiceSetup setup() {
        return setup("/opt/bridge", Optional.empty());
    }

    private ServiceSetup setup(String program, Optional<ProcessHandle> otherDaemon) {
        var environment = new Environment(
                Map.of(
                        "XDG_CONFIG_HOME",
                        home.resolve("config").toString(),
                        "XDG_DATA_HOME",
                        home.resolve("share").toString()),
                1000);
        try {
            return new ServiceSetup(
                    UnitDirectory.of(environment),
                    systemd.systemctl(),
                    new ProgramCommand(List.of(program)),
                    otherDaemon);
        } catch (ChangeRefusedException e) {
            throw new AssertionError(e);
        }
    }

    private Path units() {
        return home.resolve("config/systemd/user");
    }

    private static String previews(PartPlan plan) {
        return plan.steps().stream().map(SetupStep::preview).collect(Collectors.joining());
    }

    private static void take(PartPlan plan) throws ChangeRefusedException {
        for (SetupStep step : plan.steps()) {
            step.take();
        }
    }
}
