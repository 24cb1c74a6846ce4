package dev.llmbridge.display;

import static dev.llmbridge.display.BarRendererTest.PROMPT;
import static dev.llmbridge.display.BarRendererTest.session;
import static dev.llmbridge.display.BarRendererTest.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.IconSet;
import dev.llmbridge.display.format.FieldValue;
import dev.llmbridge.display.text.TextWidth;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TooltipTableTest {
    private static final Instant NOW = BarRendererTest.NOW.plus(Duration.ofMinutes(12));
    private static final EventDetail STOP = new EventDetail.TurnEnded(BackgroundTasks.NONE);
    private static final EventDetail ASKS =
            new EventDetail.Asked(Activity.Reason.PERMISSION, Optional.of("Bash"), Optional.empty());

    @Test
    void the_columns_are_aligned_and_waiting_sessions_stand_out() {
        String table = table(
                IconSet.ASCII,
                session("a", "/w/shop", usage(25, 1.27), PROMPT, ASKS),
                session("b", "/w/notes", usage(8, 0.02), PROMPT, STOP),
                session("c", "/w/blog", usage(61, 10.31), PROMPT, tool("Edit")));

        assertThat(table).isEqualTo("""
                <tt><span color="#f9e2af"><b>? [shop]   [Waiting: permission (Bash)]  12m  25%   $1.27</b></span>
                e [blog]   [Edit]                        12m  61%  $10.31
                <span alpha="60%">- [notes]  [Idle]                        12m   8%   $0.02</span></tt>""");
    }

    @Test
    void what_is_unknown_is_not_shown() {
        assertThat(table(IconSet.NONE, session("a", "/w/a", Usage.NONE), session("b", "/w/b", usage(7, 1))))
                .contains("[a]  [Idle]</span>")
                .contains("[b]  [Idle]  7%  $1.00</span>");
        assertThat(table(IconSet.NONE, session("a", "/w/a", Usage.NONE), session("b", "/w/b", Usage.NONE)))
                .doesNotContain("$", " 0%");
    }

    @Test
    void the_columns_after_text_of_unknown_width_begin_at_a_tab_stop() {
        String table = table(
                IconSet.ASCII,
                session("a", "/w/メモ", usage(25, 1.27), PROMPT, tool("Bash")),
                session("b", "/w/a-long-english-name", usage(8, 0.02), PROMPT, tool("Edit")));

        // The width of the first name is 3.3 to 4 columns; the third tab leads to column 24.
        assertThat(table).contains("$ [メモ]\t\t\t[Bash]  12m  25%  $1.27").contains("e [a-long-english-name]\t[Edit]");
    }

    @Test
    void an_exceeded_context_has_the_colour_of_errors() {
        assertThat(table(IconSet.ASCII, session("a", "/w/a", usage(104, 1)), session("b", "/w/b", usage(9, 1))))
                .contains("  <span color=\"#f38ba8\">100%</span>  $1.00")
                .contains("]    9%  $1.00");
    }

    @Test
    void names_and_states_are_truncated_to_the_width_of_the_table() {
        String longName = "/w/" + "name-".repeat(8);
        String longTool = "mcp__" + "server-".repeat(3) + "__" + "tool-".repeat(5);
        for (IconSet icons : IconSet.values()) {
            String table = raw(
                    icons,
                    session("a", longName, usage(100, 123_456.78), PROMPT, tool(longTool)),
                    session("b", longName + "x", usage(100, 1), PROMPT, ASKS));

            assertThat(table)
                    .contains("name-")
                    .contains("server-")
                    .contains("...")
                    .contains("Waiting: pe");
            assertThat(plain(table).lines())
                    .allSatisfy(line -> assertThat(columns(line)).isLessThanOrEqualTo(TooltipTable.MAX_WIDTH));
        }
    }

    @Test
    void text_from_right_to_left_is_isolated_and_does_not_reverse_the_line() {
        String table = TooltipTableTest.raw(
                IconSet.ASCII, session("a", "/w/חנות", usage(1, 1)), session("b", "/w/b", usage(1, 1)));

        assertThat(table).contains("- \u200E\u2068חנות\u2069").contains("- \u2068b\u2069");
    }

    @Test
    void more_sessions_than_fit_are_counted() {
        Session[] many = new Session[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = session("s" + i, "/w/" + i, usage(1, 1));
        }

        assertThat(table(IconSet.ASCII, many).lines()).hasSize(30).last().isEqualTo("and 11 more</tt>");
    }

    @Test
    void the_colours_are_those_of_the_style_sheet() throws IOException {
        String css = Files.readString(Path.of("src/main/resources/waybar.css"));

        assertThat(css)
                .contains("#custom-claude.waiting {\n    color: #1e1e2e;\n    background-color: "
                        + BarState.Style.WAITING_COLOUR + ";");
        assertThat(FieldValue.inErrorColour("x")).isEqualTo("<span color=\"#f38ba8\">x</span>");
        assertThat(css).contains("#custom-claude.error {\n    color: #f38ba8;");
    }

    /** Returns the position after the last character; a tab leads to the next stop. */
    static int columns(String line) {
        int columns = 0;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            columns = c == '\t' ? columns / 8 * 8 + 8 : columns + TextWidth.of(Character.toString(c));
            i += Character.charCount(c);
        }
        return columns;
    }

    /** Returns the text that Pango shows. */
    static String plain(String markup) {
        return Xml.text(markup);
    }

    private static String table(IconSet icons, Session... sessions) {
        return raw(icons, sessions).replace('\u2068', '[').replace('\u2069', ']');
    }

    private static String raw(IconSet icons, Session... sessions) {
        Expiry expiry = new Expiry(Duration.ofDays(1), Duration.ofDays(1), Duration.ZERO, Duration.ofMinutes(10));
        Overview overview = Overview.at(List.of(sessions), NOW, expiry);
        List<String> names = ProjectNames.of(overview.entries());
        return new TooltipTable(overview, names, new Icons(icons, Map.of()), NOW).render();
    }

    private static Usage usage(int contextPercent, double costUsd) {
        return Usages.of(
                "Opus 4.5",
                costUsd,
                0,
                0,
                0,
                0,
                OptionalInt.of(contextPercent),
                0,
                0,
                Optional.empty(),
                Optional.empty());
    }
}
