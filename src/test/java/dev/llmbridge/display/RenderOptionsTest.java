package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Appearance;
import dev.llmbridge.config.IconSet;
import dev.llmbridge.config.WarningThresholds;
import dev.llmbridge.display.format.Field;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderOptionsTest {
    @Test
    void the_default_formats_are_valid() {
        RenderOptions.ParsedOptions parsed = RenderOptions.read(Appearance.DEFAULT);

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.statusLineProblems()).isEmpty();
        assertThat(parsed.options().statusLineNeedsSessions()).isFalse();
    }

    @Test
    void an_invalid_format_is_reported_on_one_line_and_replaced_by_the_default() {
        RenderOptions.ParsedOptions parsed = RenderOptions.read(new Appearance(
                "{modle}\n",
                "{counts} {?cost}",
                "{tool:x}",
                "x{/y}",
                IconSet.NERD,
                Map.of(),
                false,
                WarningThresholds.DEFAULT));

        assertThat(parsed.problems())
                .containsExactly(
                        "format '{modle} ', at character 1: unknown placeholder {modle}; did you mean {model}?",
                        "format-multi '{counts} {?cost}', at character 10: {?cost} is not closed by {/cost}",
                        "tooltip-format '{tool:x}', at character 1: {tool:x}: {tool} takes a width, a maximum width or both (each"
                                + " 1-100 columns), e.g. :12, :<12, :>12 or :.20");
        assertThat(parsed.statusLineProblems())
                .containsExactly("statusline-format 'x{/y}', at character 2: {/y} closes no block");
        TestValues values = TestValues.NONE
                .text(Field.ACTIVITY, "Bash")
                .text(Field.MODEL, "Opus")
                .cost(1);
        assertThat(parsed.options().single().asText(values)).isEqualTo("Bash · $1.00");
        assertThat(parsed.options().multi().asText(values)).isEqualTo(" · $1.00");
        assertThat(parsed.options().tooltip().asText(values)).startsWith("Bash\n");
        assertThat(parsed.options().statusLine().asText(values)).isEqualTo("Opus | $1.00");
    }

    @Test
    void a_status_line_that_uses_only_its_own_json_needs_no_session_files() {
        assertThat(needsSessions("{model} {context_bar} {limit_5h_reset} {project}"))
                .isFalse();
        assertThat(needsSessions("{?context}{color:red}{activity}{/color}{/context}"))
                .isTrue();
        assertThat(needsSessions("{?waiting}!{/waiting}")).isTrue();
    }

    private static boolean needsSessions(String format) {
        return RenderOptions.read(Appearance.DEFAULT.withStatusLine(format))
                .options()
                .statusLineNeedsSessions();
    }
}
