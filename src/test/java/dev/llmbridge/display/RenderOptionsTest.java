package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Appearance;
import dev.llmbridge.config.IconSet;
import dev.llmbridge.display.format.Field;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderOptionsTest {
    @Test
    void the_defaults_have_no_mistake() {
        RenderOptions.ParsedOptions reading = RenderOptions.read(Appearance.DEFAULT);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.statusLineProblems()).isEmpty();
        assertThat(reading.options().statusLineAsksForSessions()).isFalse();
    }

    @Test
    void a_mistake_is_told_in_a_line_and_the_default_stands_in() {
        RenderOptions.ParsedOptions reading = RenderOptions.read(
                new Appearance("{modle}\n", "{counts} {?cost}", "{tool:x}", "x{/y}", IconSet.NERD, Map.of(), false));

        assertThat(reading.problems())
                .containsExactly(
                        "format '{modle} ', at character 1: there is no {modle}; did you mean {model}?",
                        "format-multi '{counts} {?cost}', at character 10: {?cost} is never ended by {/cost}",
                        "tooltip-format '{tool:x}', at character 1: {tool:x}: {tool} takes a width and a longest length"
                                + " of 1-100 columns, such as :12, :<12, :>12 or :.20");
        assertThat(reading.statusLineProblems())
                .containsExactly("statusline-format 'x{/y}', at character 2: {/y} ends what has not begun");
        Told values = Told.NOTHING
                .words(Field.ACTIVITY, "Bash")
                .words(Field.MODEL, "Opus")
                .cost(1);
        assertThat(reading.options().single().asText(values)).isEqualTo("Bash | $1.00");
        assertThat(reading.options().multi().asText(values)).isEqualTo(" | $1.00");
        assertThat(reading.options().tooltip().asText(values)).startsWith("Model: Opus\nActivity: Bash\n");
        assertThat(reading.options().statusLine().asText(values)).isEqualTo("Opus | $1.00");
    }

    @Test
    void a_status_line_of_its_own_json_alone_needs_no_session_files() {
        assertThat(asks("{model} {context_bar} {limit_5h_reset} {project}")).isFalse();
        assertThat(asks("{?context}{color:red}{activity}{/color}{/context}")).isTrue();
        assertThat(asks("{?waiting}!{/waiting}")).isTrue();
    }

    private static boolean asks(String format) {
        return RenderOptions.read(Appearance.DEFAULT.withStatusLine(format))
                .options()
                .statusLineAsksForSessions();
    }
}
