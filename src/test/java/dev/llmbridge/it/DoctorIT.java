package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verb {@code doctor}, run by an ordinary user. */
@Twins
final class DoctorIT {
    @AutoClose
    private final Home home = Home.ofOrdinaryUser();

    private final Program built;
    private Program program;

    DoctorIT(Program built) {
        this.built = built;
    }

    @BeforeEach
    void installForTheUser() throws IOException {
        program = built.copiedTo(home.user().resolve(".local/bin"));
        home.changeOwner(home.root());
    }

    @Test
    void without_any_setup_it_reports_what_to_do() {
        Call.Result result = program.call(home, "doctor").run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().takeWhile(line -> !line.isEmpty()))
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.matches("(ok  |skip|warn|fail)  .*"));
        assertThat(result.out())
                .containsPattern("fail  daemon .*nothing listens")
                .containsPattern("fail  Claude Code's settings .*no hook")
                .containsPattern("skip  self-test .*no daemon answers")
                .containsPattern("\n\n\\d things to do:\n1\\. ")
                .contains("Start the daemon:\n     waybar-llm-bridge ")
                .contains("Install the hooks and the status line:\n     waybar-llm-bridge setup --only hooks\n")
                .doesNotContain("\u001B");
    }

    @Test
    void with_everything_set_up_everything_works_and_nothing_of_the_test_is_ever_visible() throws IOException {
        program.call(home, "install-hooks").run();
        home.configure("llm-bridge.icons = unicode");
        home.write(home.user().resolve(".config/waybar/config.jsonc"), """
                { // mine
                  "modules-left": ["custom/claude"],
                  "custom/claude": {"exec": "%s status", "return-type": "json", "interval": "once", "signal": 8},
                }
                """.formatted(program.file()));
        home.changeOwner(home.root());
        FakeWaybar bar = FakeWaybar.start(home, 8);
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.send("EVENT@mine:submit");
            await().until(() -> home.state().contains("Thinking"));
            Follower follower = Follower.start(program, home);
            await().until(() -> !bar.signals().isEmpty());
            String state = home.state();
            int signals = bar.signals().size();
            int lines = follower.lines().size();
            Call.Result result = program.call(home, "doctor", "--json")
                    .with("CLAUDE_PID", Long.toString(ProcessHandle.current().pid()))
                    .run();
            JsonNode report = Json.line(result.out());
            Map<String, String> results = new HashMap<>();
            report.get("checks")
                    .forEach(check -> results.put(
                            check.get("check").textValue(), check.get("result").textValue()));

            assertThat(result.exit()).as(result.out()).isZero();
            assertThat(report.get("ok").booleanValue()).isTrue();
            assertThat(results)
                    .containsEntry("runtime directory", "ok")
                    .containsEntry("configuration", "ok")
                    .containsEntry("daemon", "ok")
                    .containsEntry("Claude Code's settings", "ok")
                    .containsEntry("Waybar", "ok")
                    .containsEntry("Waybar's module", "ok")
                    .containsEntry("self-test", "ok")
                    .containsEntry("executable", program.isNative() ? "ok" : "warn");
            assertThat(report.get("checks")).allSatisfy(check -> assertThat(
                            check.get("result").textValue())
                    .as(check.toString())
                    .isEqualTo(
                            !program.isNative()
                                            && check.get("check").textValue().equals("executable")
                                    ? "warn"
                                    : "ok"));
            assertThat(report.get("to_do")).hasSize(program.isNative() ? 0 : 1);
            assertThat(result.out()).contains("pid " + daemon.pid() + " answers");
            assertThat(home.state()).isEqualTo(state);
            assertThat(bar.signals()).hasSize(signals);
            assertThat(follower.lines()).hasSize(lines);
            follower.close();
            assertThat(daemon.log()).doesNotContain("unreadable");
            String text = program.call(home, "doctor").run().out();
            assertThat(text).endsWith(program.isNative() ? "\n\nEverything works.\n" : "\n");
            assertThat(daemon.sessions().get("sessions")).singleElement().satisfies(session -> assertThat(
                            session.get("id").textValue())
                    .isEqualTo("mine"));
            // The daemon writes its files shortly after an event.
            await().untilAsserted(() -> assertThat(home.sessionFiles()).hasSize(1));
        }
    }

    @Test
    void a_wrong_setting_is_a_failure_and_an_unknown_one_a_warning() {
        home.configure("llm-bridge.signl = 9");
        assertThat(program.call(home, "doctor").run().out()).containsPattern("warn  configuration .*llm-bridge.signl");
        assertThat(program.call(home, "doctor")
                        .with("LLM_BRIDGE_SIGNAL", "99")
                        .run()
                        .out())
                .containsPattern("fail  configuration .*LLM_BRIDGE_SIGNAL is '99'");
        assertThat(program.call(home, "doctor")
                        .with("LLM_BRIDGE_STATUSLINE_FORMAT", "{modle}")
                        .run()
                        .out())
                .containsPattern("fail  configuration .*statusline-format '\\{modle}'");
    }

    @Test
    void it_judges_by_the_daemons_settings_and_names_differences() {
        home.configure("llm-bridge.signal = 9", "llm-bridge.icons = ascii");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertThat(program.call(home, "doctor").run().out())
                    .containsPattern(
                            "ok    daemon's settings +signal 9, icons ascii, .*config.properties as it is now");
            assertThat(program.call(home, "doctor")
                            .with("LLM_BRIDGE_SIGNAL", "8")
                            .with("LLM_BRIDGE_ICONS", "nerd")
                            .run()
                            .out())
                    .contains("the daemon uses signal 9, this shell 8; the daemon uses icons ascii, this shell nerd")
                    .containsPattern("ok    icons +no Nerd Font is needed");
            home.configure("llm-bridge.signal = 99");
            await().until(() -> daemon.log().contains("kept the previous configuration"));
            assertThat(program.call(home, "doctor").run().out())
                    .containsPattern("fail  daemon's settings +the daemon keeps its previous settings: .*'99'");
        }
    }

    @Test
    void the_socket_of_a_dead_daemon_is_recognised() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            daemon.kill();
        }
        assertThat(Files.exists(home.socket())).isTrue();
        assertThat(program.call(home, "doctor").run().out()).containsPattern("fail  daemon .*no daemon answers");
    }
}
