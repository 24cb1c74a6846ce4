package dev.llmbridge.setup.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.program.BoundedProcess.ProcessResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemctlTest {
    private static final List<String> UNITS = List.of("a.socket", "a.service");

    @Test
    void a_manager_runs_even_if_some_unit_has_failed() {
        assertThat(answering(Map.of("is-system-running", result(1, "degraded\n")))
                        .isRunning())
                .isTrue();
        assertThat(answering(Map.of("is-system-running", result(1, "offline\n")))
                        .isRunning())
                .isFalse();
        assertThat(answering(Map.of()).isRunning()).isFalse();
    }

    @Test
    void units_are_up_only_if_all_are() {
        String query = "is-active a.socket a.service";
        assertThat(answering(Map.of(query, result(0, "active\nactive\n"))).areActive(UNITS))
                .isTrue();
        assertThat(answering(Map.of(query, result(0, "active\ninactive\n"))).areActive(UNITS))
                .isFalse();
        assertThat(answering(Map.of(query, result(3, "active\ninactive\n"))).areInUse(UNITS))
                .isTrue();
        assertThat(answering(Map.of("is-enabled a.socket a.service", result(1, "disabled\nnot-found\n")))
                        .areInUse(UNITS))
                .isFalse();
    }

    @Test
    void a_process_belongs_to_the_unit_whose_main_process_it_is() {
        Systemctl systemctl = answering(Map.of(
                "show --property=MainPID --value waybar.service",
                result(0, "42\n"),
                "show --property=MainPID --value sway.service",
                result(0, "7\n")));
        String groups = "0::/user.slice/user-1000.slice/user@1000.service/app.slice/waybar.service\n";

        assertThat(systemctl.unitOf(42, groups)).hasValue("waybar.service");
        assertThat(systemctl.unitOf(43, groups)).isEmpty();
        assertThat(systemctl.unitOf(42, groups.replace("waybar.service", "sway.service")))
                .as("restarting the unit would end the desktop")
                .isEmpty();
        assertThat(systemctl.unitOf(42, "0::/user.slice/session-2.scope\n")).isEmpty();
        assertThat(systemctl.unitOf(42, "")).isEmpty();
    }

    @Test
    void a_failure_is_reported_in_one_line() {
        assertThatThrownBy(() -> answering(Map.of()).run(List.of("daemon-reload")))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("could not be run or took longer than 30 s");
        var failed = new ProcessResult(5, "", "Unit a.service not found.\nSecond line\n");
        assertThatThrownBy(() -> answering(Map.of("start a.service", Optional.of(failed)))
                        .run(List.of("start", "a.service")))
                .hasMessage("'systemctl --user start a.service' failed: Unit a.service not found.");
        assertThatThrownBy(() ->
                        answering(Map.of("start a.service", result(5, ""))).run(List.of("start", "a.service")))
                .hasMessageEndingWith("failed: exit code 5");
    }

    private static Optional<ProcessResult> result(int exitCode, String output) {
        return Optional.of(new ProcessResult(exitCode, output, ""));
    }

    private static Systemctl answering(Map<String, Optional<ProcessResult>> answers) {
        return new Systemctl(command -> {
            assertThat(command).startsWith("systemctl", "--user");
            return answers.getOrDefault(String.join(" ", command.subList(2, command.size())), Optional.empty());
        });
    }
}
