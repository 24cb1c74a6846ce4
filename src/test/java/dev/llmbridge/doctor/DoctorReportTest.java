package dev.llmbridge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.doctor.DoctorReport.ReportLine;
import dev.llmbridge.doctor.Finding.Failure;
import dev.llmbridge.doctor.Finding.Ok;
import dev.llmbridge.doctor.Finding.Skipped;
import dev.llmbridge.doctor.Finding.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorReportTest {
    private static DoctorReport report(Finding... findings) {
        List<ReportLine> lines = new ArrayList<>();
        for (Finding finding : findings) {
            lines.add(new ReportLine(lines.isEmpty() ? "one" : "three", finding));
        }
        return new DoctorReport(lines);
    }

    @Test
    void a_healthy_system_shows_only_what_is_ok_and_that_everything_works() {
        assertThat(report(new Ok("fine"), new Ok("good")).text(false)).isEqualTo("""
                ok    one    fine
                ok    three  good

                Everything works.
                """);
    }

    @Test
    void problems_are_followed_by_what_to_do_in_order_with_each_command_on_its_own_line() {
        DoctorReport report = report(
                new Warning("odd\nname", "start the daemon", "first", "second"),
                new Failure("broken", "install the hooks", "third"));

        assertThat(report.text(false)).isEqualTo("""
                warn  one    odd name
                fail  three  broken

                2 things to do:
                1. Start the daemon:
                     first
                     second
                2. Install the hooks:
                     third
                """);
    }

    @Test
    void what_solves_several_problems_is_done_once() {
        DoctorReport report = report(
                new Warning("not running", "start it", "start"),
                new Failure("no answer", "start the daemon", "start"),
                new Skipped("no daemon"));

        assertThat(report.summary(false)).isEqualTo("""
                1 thing to do:
                1. Start it:
                     start
                """);
        assertThat(report.text(false)).contains("skip  three  no daemon\n");
    }

    @Test
    void advice_without_a_command_is_a_sentence() {
        assertThat(report(new Warning("odd", "start Waybar")).summary(false)).isEqualTo("""
                1 thing to do:
                1. Start Waybar.
                """);
    }

    @Test
    void the_numbers_of_ten_things_are_aligned() {
        List<ReportLine> lines = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            lines.add(new ReportLine("x", new Warning("odd", "do " + i, "run " + i)));
        }

        assertThat(new DoctorReport(lines).summary(false))
                .contains("\n 1. Do 1:\n      run 1\n")
                .endsWith("\n10. Do 10:\n      run 10\n");
    }

    @Test
    void on_a_terminal_results_and_commands_have_colours() {
        assertThat(report(new Ok("fine")).text(true))
                .startsWith("\u001B[32mok\u001B[0m    one")
                .endsWith("\u001B[32mEverything works.\u001B[0m\n");
        assertThat(report(new Failure("broken", "mend it", "mend")).text(true))
                .startsWith("\u001B[1;31mfail\u001B[0m")
                .contains("\u001B[1m1 thing to do:\u001B[0m")
                .endsWith("     \u001B[1mmend\u001B[0m\n");
    }

    @Test
    void only_a_failure_makes_it_unhealthy() {
        assertThat(report(new Ok("fine"), new Warning("odd", "look"), new Skipped("x"))
                        .isHealthy())
                .isTrue();
        assertThat(report(new Failure("broken", "mend it")).isHealthy()).isFalse();
    }

    @Test
    void json_contains_every_check_and_what_to_do() throws IOException {
        String json = report(new Ok("fine"), new Failure("broken", "mend it", "a", "b"))
                .json();
        JsonNode report = new ObjectMapper().readTree(json);

        assertThat(json).endsWith("}\n").hasLineCount(1);
        assertThat(report).isEqualTo(new ObjectMapper().readTree("""
                {"ok": false,
                 "checks": [
                   {"check": "one", "result": "ok", "detail": "fine", "advice": "", "commands": []},
                   {"check": "three", "result": "fail", "detail": "broken", "advice": "mend it", "commands": ["a", "b"]}],
                 "to_do": [{"advice": "mend it", "commands": ["a", "b"]}]}
                """));
    }
}
