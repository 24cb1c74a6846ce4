package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Appearance;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLineRendererTest {
    private static final Instant NOW = Instant.parse("2026-11-22T13:05:00Z");
    private static final RenderOptions OPTIONS =
            RenderOptions.read(Appearance.DEFAULT).options();

    @Test
    void model_and_cost_are_shown() {
        assertThat(line(usage("Opus 4.5", 2.51))).isEqualTo("Opus 4.5 | $2.51");
    }

    @Test
    void without_data_a_default_line_is_shown() {
        assertThat(line(Usage.NONE)).isEqualTo("Claude");
    }

    @Test
    void control_characters_do_not_reach_the_terminal() {
        assertThat(line(usage("<O> & \u001B[2J\n\u0007x", 0))).isEqualTo("<O> & [2J x");
    }

    @Test
    void the_line_can_show_its_own_session_and_the_others() {
        Usage usage = usage("Opus 4.5", 2.51);
        Session own =
                BarRendererTest.session("s", "/w/one", usage, BarRendererTest.PROMPT, BarRendererTest.tool("Bash"));
        Session other = BarRendererTest.session("t", "/w/two", usage("Sonnet", 5), BarRendererTest.PROMPT);
        Overview overview = Overview.at(List.of(own, other), NOW, Expiry.DEFAULT);

        assertThat(line("{project} {activity} {sessions} {working} ${cost:.2}", own, usage, overview, 80))
                .isEqualTo("one Bash 2 2 $2.51");
    }

    @Test
    void an_ended_session_still_has_a_line() {
        Usage usage = usage("Opus 4.5", 2.51);

        assertThat(line(
                        "{model} {activity} {sessions}",
                        session(usage),
                        usage,
                        Overview.at(List.of(), NOW, Expiry.DEFAULT),
                        80))
                .isEqualTo("Opus 4.5 Idle 0");
    }

    @ParameterizedTest
    @CsvSource({
        "17, Opus 4.5 | ~32m$2.51~0m",
        "16, Opus 4.5 | ~32m$2.51~0m",
        "15, Opus 4.5 | ~32m$...~0m",
        "12, Opus 4.5 ...",
        "3, Opu",
        "1, O"
    })
    void the_line_is_truncated_to_the_terminals_width_and_colours_are_reset(int columns, String shown) {
        Usage usage = usage("Opus 4.5", 2.51);

        assertThat(line("{model} | {color:green}${cost:.2}{/color}", session(usage), usage, overview(usage), columns))
                .isEqualTo(shown.replace("~", "\u001B["));
    }

    private static String line(String format, Session session, Usage usage, Overview overview, int columns) {
        RenderOptions options =
                RenderOptions.read(Appearance.DEFAULT.withStatusLine(format)).options();
        return StatusLineRenderer.of(session, usage, overview, options, NOW).render(true, columns);
    }

    private static Session session(Usage usage) {
        return BarRendererTest.session("s", "/w/one", usage);
    }

    private static Overview overview(Usage usage) {
        return Overview.at(List.of(session(usage)), NOW, Expiry.DEFAULT);
    }

    private static String line(Usage usage) {
        return StatusLineRenderer.of(session(usage), usage, overview(usage), OPTIONS, NOW)
                .render(true, StatusLineRenderer.UNBOUNDED);
    }

    private static Usage usage(String model, double costUsd) {
        return Usages.of(model, costUsd, 0, 0, 0, 0, OptionalInt.empty(), 0, 0, Optional.empty(), Optional.empty());
    }
}
