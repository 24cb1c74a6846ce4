package dev.llmbridge.display.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbridge.config.IconSet;
import dev.llmbridge.display.Icon;
import dev.llmbridge.display.Icons;
import dev.llmbridge.display.TestValues;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    private static final TestValues VALUES = TestValues.NONE
            .text(Field.MODEL, "Opus 4.5")
            .text(Field.ACTIVITY, "Edit")
            .text(Field.ICON, "\uDB80\uDFEB")
            .text(Field.COUNTS, "2 x 1 y")
            .text(Field.TOOL, "")
            .count(Field.SESSIONS, 3)
            .count(Field.WAITING, 0)
            .cost(2.51609)
            .count(Field.TOKENS, 15_651)
            .count(Field.INPUT_TOKENS, 12_450)
            .count(Field.OUTPUT_TOKENS, 3_201)
            .count(Field.CACHE_READ, 45_000)
            .count(Field.CACHE_WRITE, 2_100)
            .count(Field.CONTEXT, 42)
            .with(Field.CONTEXT_BAR, new FieldValue.Gauge(42))
            .with(Field.ELAPSED, new FieldValue.Duration(125))
            .with(Field.LIMIT_7D_RESET, new FieldValue.Duration(3 * 24 * 60 + 4 * 60 + 59));

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
                "{context}% {context_bar} {elapsed} | 42% ▰▰▱▱▱ 2h05m",
                "in {limit_7d_reset} | in 3d4h",
            })
    void placeholders_are_replaced(String format, String shown) {
        assertThat(text(format)).isEqualTo(shown);
    }

    @Test
    void an_example_of_the_original_program_renders_identically() throws FormatException {
        TestValues values = TestValues.NONE
                .text(Field.MODEL, "Opus 4.5")
                .text(Field.ACTIVITY, "Edit")
                .text(Field.ICON, new Icons(IconSet.NERD, Map.of()).glyph(Icon.EDIT))
                .count(Field.TOKENS, 15_000)
                .cost(1.2345);

        assertThat(Format.parse("{model} | {icon} {activity} | {tokens}K | ${cost:.2}")
                        .asText(values))
                .isEqualTo("Opus 4.5 | " + Character.toString(0xF03EB) + " Edit | 15000K | $1.23");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ model }",
                "{model",
                "{model | x}",
                "{mo-del}",
                "model}",
                "{}",
                "{0}",
                "{{}}",
                "{_x}",
                "{\"a\":1}",
                "{?}",
                "{/}",
                "$",
                "}{",
                "\\x \\",
            })
    void a_brace_that_cannot_begin_a_tag_is_literal(String format) {
        assertThat(text(format)).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{cost", "{cost:", "{cost:8", "{?cost", "{/", "cost\\", "{@}", "{[}", "{`}", "{_a}", "{0a}", "{a/}"
            })
    void a_tag_is_complete_and_its_name_begins_with_a_letter(String format) {
        assertThat(text(format)).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a}", "{z}", "{A}", "{Z}", "{a_}", "{a0}", "{a9}"})
    void a_letter_followed_by_letters_digits_or_underscores_is_a_name(String format) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Format.parse(format))
                .withMessageStartingWith("at character 1: unknown placeholder " + format);
    }

    @Test
    void a_message_contains_no_control_characters() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Format.parse("{context_bar:#\0\u001b[31m}"))
                .withMessageStartingWith("at character 1: {context_bar:#[31m}: ");
    }

    @Test
    void a_placeholder_in_braces_is_still_replaced() {
        assertThat(text("{{model}}{a{activity}")).isEqualTo("{Opus 4.5}{aEdit");
    }

    @Test
    void an_escaped_brace_is_literal() {
        assertThat(text("\\{model} \\{modle}")).isEqualTo("{model} {modle}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{tokens:k} | 15.7k",
                "{tokens:.0k} | 16k",
                "{tokens:.2M} | 0.02M",
                "{tokens:8}. | \"   15651.\"",
                "{tokens:<8}. | 15651   .",
                "{tokens:>8.1k}. | \"   15.7k.\"",
                "{cost:8.2}. | \"    2.52.\"",
                "{cost:12}. | \"      2.5161.\"",
                "{model:10}. | Opus 4.5  .",
                "{model:>10}. | \"  Opus 4.5.\"",
                "{model:.6}. | Opu....",
                "{model:8.6}. | Opu...  .",
                "{model:.2}. | Op.",
                "{tool:3}. | \"   .\"",
                "{lines_added:3}. | \"   .\"",
                "{context_bar:10} | ▰▰▰▰▱▱▱▱▱▱",
                "{elapsed:7}. | \"  2h05m.\"",
                "{elapsed:.1} | 2h",
                "{elapsed:4.1}. | \"  2h.\"",
            })
    void a_format_specification_controls_how_a_value_is_written(String format, String shown) {
        assertThat(text(format)).isEqualTo(shown);
    }

    @Test
    void a_dollar_sign_is_left_out_with_an_unknown_cost() throws FormatException {
        TestValues unknown = TestValues.NONE.text(Field.MODEL, "Opus");

        assertThat(Format.parse("{model} ${cost:.2}.").asText(unknown)).isEqualTo("Opus .");
        assertThat(Format.parse("$${cost}").asText(unknown)).isEqualTo("$");
        assertThat(Format.parse("${cost:8.2}|").asText(unknown)).isEqualTo("        |");
        assertThat(Format.parse("${model} ${tokens}").asText(unknown)).isEqualTo("$Opus $");
        assertThat(Format.parse("$${cost:.0} ${cost:.1}").asText(VALUES)).isEqualTo("$$3 $2.5");
    }

    @Test
    void what_is_exceeded_is_shown_as_full_in_the_colour_of_errors() throws FormatException {
        TestValues values = TestValues.NONE
                .with(Field.CONTEXT, new FieldValue.Percentage(104))
                .with(Field.CONTEXT_BAR, new FieldValue.Gauge(104));
        Format format = Format.parse("{color:red}{context}%{/color} {context_bar:2}");

        assertThat(format.asText(values)).isEqualTo("100% ▰▰");
        assertThat(format.asMarkup(values))
                .isEqualTo("<span color=\"red\"><span color=\"#f38ba8\">100</span>%</span>"
                        + " <span color=\"#f38ba8\">▰▰</span>");
        assertThat(format.asTerminalText(values).replace('\u001B', '~'))
                .isEqualTo("~[31m~[1;31m100~[0m~[31m%~[0m ~[1;31m▰▰~[0m");
        TestValues full = TestValues.NONE.with(Field.CONTEXT, new FieldValue.Percentage(100));
        assertThat(Format.parse("{context}%").asMarkup(full)).isEqualTo("100%");
    }

    @Test
    void values_from_right_to_left_are_isolated_in_markup() throws FormatException {
        TestValues values = TestValues.NONE.text(Field.PROJECT, "<חנות>");

        assertThat(Format.parse("{project} 12m").asMarkup(values)).isEqualTo("\u200E\u2068&lt;חנות&gt;\u2069 12m");
        assertThat(Format.parse("{project} 12m").asText(values)).isEqualTo("<חנות> 12m");
    }

    @Test
    void a_format_shows_minutes_of_hours_unless_every_duration_is_in_one_unit() throws FormatException {
        assertThat(Format.parse("{?elapsed}{elapsed:.1}{/elapsed}").usesMinutesOf(Field.ELAPSED))
                .isFalse();
        assertThat(Format.parse("{elapsed:.1} {elapsed}").usesMinutesOf(Field.ELAPSED))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, ▱▱▱▱▱", "1, ▰▱▱▱▱", "20, ▰▱▱▱▱", "59, ▰▰▱▱▱", "99, ▰▰▰▰▱", "100, ▰▰▰▰▰"})
    void a_gauge_is_full_only_at_100_percent_and_empty_only_at_0(int percent, String shown) throws FormatException {
        TestValues values = TestValues.NONE.with(Field.CONTEXT_BAR, new FieldValue.Gauge(percent));

        assertThat(Format.parse("{context_bar}").asText(values)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a{?context} {context}%{/context}b | a 42%b",
                "a{?limit_5h} {limit_5h}%{/limit_5h}b | ab",
                "a{?tool} {model}{/tool}b | ab",
                "a{?waiting}w{/waiting}b | ab",
                "{?cost}{?waiting}w{/waiting}{?model}m{/model}{/cost} | m",
                "{?waiting}{?model}m{/model}{/waiting}x | x",
                "{?elapsed}{elapsed}{/elapsed} | 2h05m",
            })
    void a_block_is_shown_if_its_field_is_non_empty(String format, String shown) {
        assertThat(text(format)).isEqualTo(shown);
    }

    @Test
    void colours_are_spans_in_markup_and_escape_sequences_on_a_terminal() throws FormatException {
        Format format = Format.parse("{color:red}a{color:#0a0B0c}{model}{/color}b{/color}c");

        assertThat(format.asMarkup(VALUES))
                .isEqualTo("<span color=\"red\">a<span color=\"#0a0B0c\">Opus 4.5</span>b</span>c");
        assertThat(format.asTerminalText(VALUES))
                .isEqualTo("\u001B[31ma\u001B[38;2;10;11;12mOpus 4.5\u001B[0m\u001B[31mb\u001B[0mc");
        assertThat(format.asText(VALUES)).isEqualTo("aOpus 4.5bc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{modle} x | 1 | unknown placeholder {modle}; did you mean {model}?",
                "ä😀 {Model} | 4 | unknown placeholder {Model}; did you mean {model}?",
                "{activty:.2} | 1 | unknown placeholder {activty:.2}; did you mean {activity}?",
                "{?contxt}x{/contxt} | 1 | unknown placeholder {?contxt}; did you mean {context}?",
                "{colour:red}x{/colour} | 1 | unknown placeholder {colour:red}; did you mean {color}?",
                "{limit5h} | 1 | unknown placeholder {limit5h}; did you mean {limit_5h}?",
                "{unknown} | 1 | unknown placeholder {unknown}",
                "{zzz} | 1 | unknown placeholder {zzz}",
                "{cost:.7} | 1 | {cost:.7}: {cost} takes 0-6 decimals, a width of 1-100 columns or both, e.g. :.2 or :8.2",
                "{cost:.} | 1 | {cost:.}: {cost} takes 0-6 decimals, a width of 1-100 columns or both, e.g. :.2 or :8.2",
                "{cost:} | 1 | {cost:}: {cost} takes 0-6 decimals, a width of 1-100 columns or both, e.g. :.2 or :8.2",
                "{tokens:.2} | 1 | {tokens:.2}: {tokens} takes a width of 1-100 columns, a unit or both, e.g. :6, :<6, :k, :.0k or :M",
                "{model:0} | 1 | {model:0}: {model} takes a width, a maximum width or both (each 1-100 columns), e.g. :12, :<12, :>12 or :.20",
                "{model:101} | 1 | {model:101}: {model} takes a width, a maximum width or both (each 1-100 columns), e.g. :12, :<12, :>12 or :.20",
                "{context_bar:.5} | 1 | {context_bar:.5}: {context_bar} takes a number of cells, 1-100, e.g. :10",
                "{elapsed:k} | 1 | {elapsed:k}: {elapsed} takes a width of 1-100 columns, .1 for one unit or both, e.g. :6, :<6, :.1 or :3.1",
                "{color:redd}x{/color} | 1 | {color:redd}: {color:...} takes red, green, yellow, blue, magenta, cyan, white, black, gray or #rrggbb",
                "ab{?model}c | 3 | {?model} is not closed by {/model}",
                "ab{color:red}c | 3 | {color:...} is not closed by {/color}",
                "{?model}c{/tool} | 10 | {/tool} cannot close {?model}",
                "x{/model} | 2 | {/model} closes no block",
            })
    void an_error_has_a_position_and_a_message(String format, int position, String problem) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Format.parse(format))
                .withMessage("at character " + position + ": " + problem);
    }

    @Test
    void blocks_nested_too_deeply_are_an_error() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Format.parse("{?model}".repeat(10_000)))
                .withMessageContaining("blocks are nested more than 16 deep");
    }

    @Test
    void placeholders_in_values_are_not_expanded() throws FormatException {
        TestValues values = TestValues.NONE.text(Field.MODEL, "{cost}").text(Field.ACTIVITY, "{model}");

        assertThat(Format.parse("{model} {activity}").asText(values)).isEqualTo("{cost} {model}");
    }

    @Test
    void values_are_escaped_and_markup_in_the_format_is_kept() throws FormatException {
        TestValues values = TestValues.NONE.text(Field.MODEL, "<b>&'\"");

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
                "{?model}<b>{/model}{?model}x</b>{/model} | &lt;b&gt;x&lt;/b&gt;",
                "<b>{color:red}x</b>{/color} | &lt;b&gt;<span color=\"red\">x&lt;/b&gt;</span>",
                "<span size='{model}'>y</span> | &lt;span size=&#39;Opus 4.5&#39;&gt;y&lt;/span&gt;",
                "<span color='{?model}<b>x</b>{/model}'>y</span> | &lt;span color=&#39;&lt;b&gt;x&lt;/b&gt;&#39;&gt;y&lt;/span&gt;",
            })
    void malformed_markup_is_shown_literally(String format, String shown) throws FormatException {
        assertThat(Format.parse(format).asMarkup(VALUES)).isEqualTo(shown);
    }

    @Test
    void line_breaks_in_a_format_become_spaces_and_control_characters_are_removed() {
        assertThat(text("a\nb\u0000c\td\uD800\\ne")).isEqualTo("a bc d e");
    }

    @Test
    void a_multiline_format_keeps_its_line_breaks() throws FormatException {
        assertThat(Format.parseLines("{model}\n{activity}\\nc\td").asMarkup(VALUES.text(Field.MODEL, "a\nb")))
                .isEqualTo("a b\nEdit\nc d");
    }

    @Test
    void a_format_uses_the_fields_of_its_placeholders_and_blocks_at_any_depth() throws FormatException {
        Format format = Format.parse("{model}{?cost}{color:red}{?tool}{tokens:k}{/tool}{/color}{/cost}");

        assertThat(Field.values())
                .filteredOn(format::uses)
                .containsExactlyInAnyOrder(Field.MODEL, Field.COST, Field.TOOL, Field.TOKENS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{?tool}x{/tool} {?cost}{cost}{/cost} | true",
                "{color:red} {?tool}x{/tool}{/color} | true",
                "{?tool}{model}{/tool} | true",
                "{tool} | false",
                "{?tool}x{/tool}. | false",
                "{color:red}{?tool}x{/tool}.{/color} | false",
                "{color:red}{/color} | false",
                "x | false",
            })
    void a_format_is_all_conditional_if_only_blocks_can_show_text(String format, boolean expected)
            throws FormatException {
        assertThat(Format.parse(format).isAllConditional()).isEqualTo(expected);
    }

    @Test
    void a_built_in_format_must_be_valid() {
        assertThat(Format.builtIn("{model}").asText(VALUES)).isEqualTo("Opus 4.5");
        assertThatIllegalArgumentException().isThrownBy(() -> Format.builtIn("{modle}"));
    }

    private static String text(String format) {
        try {
            return Format.parse(format).asText(VALUES);
        } catch (FormatException e) {
            throw new AssertionError(e);
        }
    }
}
