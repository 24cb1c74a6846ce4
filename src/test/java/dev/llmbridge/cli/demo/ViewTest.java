package dev.llmbridge.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final Shown WAITING = new Shown("Waiting: permission | $0.42", "waiting", "Waiting: permission", 1);
    private static final Shown ICONS = new Shown("1 \udb81\udd1f 1 \udb80\udd8d | $2.02", "tool-active", "Bash", 2);

    private static String told(boolean colourful, Shown... states) {
        var bytes = new ByteArrayOutputStream();
        View view = new View(new PrintStream(bytes, true, StandardCharsets.UTF_8), colourful);
        Tally tally = new Tally();
        view.begin(Scenario.WAITING);
        for (Shown shown : states) {
            view.step(Scenario.WAITING.steps().get(2));
            Outcome outcome =
                    new Outcome(shown, 2_000_000, OptionalLong.of(18_249_999), OptionalLong.of(1_235_400_000));
            view.shown(outcome);
            tally.played(outcome);
            tally.signalled();
        }
        view.end(tally, false);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_pipe_gets_plain_text() {
        assertThat(told(false, WAITING))
                .contains("PermissionRequest Bash Waiting: permission | $0.42 waiting      18.2 ms  1235 ms\n")
                .contains("1 events, 1 signals")
                .contains("event to signal       median    1235 ms   max    1235 ms\n")
                .doesNotContain("\u001b");
    }

    @Test
    void no_line_is_wider_than_a_terminal_of_80_columns() {
        assertThat(told(false, WAITING, ICONS).lines())
                .allSatisfy(line -> assertThat(line.codePoints().count()).isLessThanOrEqualTo(80));
    }

    @Test
    void a_terminal_gets_each_class_in_its_colour() {
        assertThat(told(true, WAITING, ICONS)).contains("\u001b[33mWaiting", "\u001b[32m1 ");
    }

    @Test
    void icons_do_not_shift_the_columns() {
        String[] lines = told(false, WAITING, ICONS).split("\n");
        assertThat(lines[4].codePoints().toArray())
                .hasSameSizeAs(lines[5].codePoints().toArray());
    }
}
