package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    private static final Values VALUES =
            new Values("Opus 4.5", "Edit", "\uDB80\uDFEB", "2 x 1 y", 3, 2.51609, 12_450, 3_201, 45_000, 2_100);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${cost:.2} | $2.52",
                "${cost:.0} | $3",
                "${cost} | $2.5161",
                "{cost:.1} | 2.5",
                "{cost:.3} | 2.516",
                "{cost:.5} | 2.51609",
                "{cost:.6} | 2.516090",
                "{tokens} total ({input_tokens} in / {output_tokens} out) | 15651 total (12450 in / 3201 out)",
                "Cache: {cache_read}r / {cache_write}w | Cache: 45000r / 2100w",
                "{model}: {activity} | Opus 4.5: Edit",
                "{counts} of {sessions} | 2 x 1 y of 3",
            })
    void placeholders_are_replaced(String format, String shown) {
        assertThat(text(format)).isEqualTo(shown);
    }

    @Test
    void the_original_s_long_example_comes_out_to_the_letter() {
        Values values = new Values("Opus 4.5", "Edit", Icons.NERD.glyph(Icon.EDIT), "", 1, 1.2345, 10_000, 5_000, 0, 0);

        assertThat(Format.parse("{model} | {icon} {activity} | {tokens}K | ${cost:.2}")
                        .asText(values))
                .isEqualTo("Opus 4.5 | " + Character.toString(0xF03EB) + " Edit | 15000K | $1.23");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{unknown}",
                "{cost:.7}",
                "{cost:.}",
                "{cost:.10}",
                "{cost:2}",
                "{cost:./}",
                "{Model}",
                "{ model }",
                "{model",
                "model}",
                "{}",
                "{{}}",
                "$",
                "}{",
            })
    void anything_else_is_literal(String format) {
        assertThat(text(format)).isEqualTo(format);
    }

    @Test
    void a_placeholder_in_braces_is_still_replaced() {
        assertThat(text("{{model}}{a{activity}")).isEqualTo("{Opus 4.5}{aEdit");
    }

    @Test
    void a_value_is_never_taken_for_a_placeholder() {
        Values values = new Values("{cost}", "{model}", "", "", 1, 1, 0, 0, 0, 0);

        assertThat(Format.parse("{model} {activity}").asText(values)).isEqualTo("{cost} {model}");
    }

    @Test
    void values_are_escaped_and_the_format_s_own_markup_is_kept() {
        Values values = new Values("<b>&'\"", "", "", "", 1, 0, 0, 0, 0, 0);

        assertThat(Format.parse("<span color=\"#ff0000\">{model}</span> &amp; <b>x</b>")
                        .asMarkup(values))
                .isEqualTo("<span color=\"#ff0000\">&lt;b&gt;&amp;&#39;&quot;</span> &amp; <b>x</b>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<b>{activity} | &lt;b&gt;Edit",
                "{activity} & co | Edit &amp; co",
                "a < b {activity} | a &lt; b Edit",
                "<script>{activity}</script> | &lt;script&gt;Edit&lt;/script&gt;",
                "<b><i>{activity}</b></i> | &lt;b&gt;&lt;i&gt;Edit&lt;/b&gt;&lt;/i&gt;",
            })
    void markup_that_a_bar_would_refuse_is_shown_as_written(String format, String shown) {
        assertThat(Format.parse(format).asMarkup(VALUES)).isEqualTo(shown);
    }

    @Test
    void line_breaks_and_controls_in_a_format_do_not_reach_the_bar() {
        assertThat(text("a\nb\u0000c\td\uD800")).isEqualTo("a bc d");
    }

    private static String text(String format) {
        return Format.parse(format).asText(VALUES);
    }
}
