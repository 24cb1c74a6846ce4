package dev.llmbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.display.BarState;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.display.SessionListing;
import dev.llmbridge.display.SessionRow;
import dev.llmbridge.display.StateSources;
import dev.llmbridge.display.text.TextWidth;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTableTest {
    private static final BarOutput WAITING =
            new BarOutput("Waiting: permission | $0.42", "waiting", "Waiting: permission", 1, true);
    private static final BarOutput ICONS =
            new BarOutput("1 \udb81\udd1f 1 \udb80\udd8d | $2.02", "tool-active", "Bash", 2, true);
    private static final BarOutput WIDE = new BarOutput("設計 🚀 ⚡ " + "é".repeat(100), "error", "Error", 1, false);

    private static final Player.Outcome OUTCOME_WITHOUT_TIMES =
            new Player.Outcome(WAITING, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private DemoTable table(int width, boolean useColour, boolean timed) {
        return new DemoTable(new PrintStream(bytes, true, StandardCharsets.UTF_8), width, useColour, timed);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String printed(int width, boolean useColour, BarOutput... states) {
        DemoTable table = table(width, useColour, true);
        List<Player.Outcome> outcomes = new ArrayList<>();
        table.begin(Scenario.WAITING, "Plays recorded payloads through real clients to a private daemon and bar.");
        for (BarOutput shown : states) {
            table.begin(Scenario.WAITING.steps().get(2));
            Player.Outcome outcome = new Player.Outcome(
                    shown, OptionalLong.of(2_000_000), OptionalLong.of(18_249_999), OptionalLong.of(1_235_400_000));
            table.end(outcome);
            outcomes.add(outcome);
        }
        table.summarize(outcomes, 3, false);
        table.restored(Optional.of(WAITING));
        return printed();
    }

    @Test
    void a_pipe_gets_plain_text() {
        assertThat(printed(80, false, WAITING))
                .contains("PermissionRequest Bash Waiting: permission | $0.42   waiting      18.2ms  1235ms\n")
                .contains("1 events, 3 signals")
                .contains("event to signal       median     1235ms   max     1235ms\n")
                .contains("the bar shows: Waiting: permission | $0.42\n")
                .doesNotContain("\u001b");
    }

    @Test
    void a_time_that_is_wider_than_its_column_is_printed_in_full_and_an_unknown_one_as_a_dash() {
        table(80, false, true)
                .end(new Player.Outcome(
                        WAITING, OptionalLong.of(2_000_000), OptionalLong.of(123_456_000_000L), OptionalLong.empty()));

        assertThat(printed()).endsWith(" 123456ms       -\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 59, 60, 79, 80, 200})
    void no_line_is_wider_than_the_terminal(int width) {
        assertThat(printed(width, false, WAITING, ICONS, WIDE).lines())
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(width));
    }

    @Test
    void a_narrow_terminal_gives_priority_to_the_bars_text() {
        List<String> lines = printed(40, false, ICONS).lines().toList();
        assertThat(lines).contains("PermissionRe... 1 \udb81\udd1f 1 \udb80\udd8d | $2.02");
        assertThat(lines).noneMatch(line -> line.contains("tool-active"));
    }

    @Test
    void a_terminal_gets_each_class_in_its_colour() {
        assertThat(printed(80, true, WAITING, ICONS)).contains("\u001b[1;33mWaiting", "\u001b[32m1 ");
    }

    @ParameterizedTest
    @EnumSource(BarState.Style.class)
    void a_class_has_the_same_colour_as_in_the_list_of_sessions(BarState.Style style) {
        String cssClass = style.cssClass();
        String inDemo = printed(80, true, new BarOutput("shown", cssClass, "Activity", 1, false));
        SessionRow row = new SessionRow(
                "s",
                "",
                "",
                0,
                "shown",
                cssClass,
                Optional.empty(),
                OptionalLong.empty(),
                "",
                OptionalDouble.empty(),
                OptionalInt.empty(),
                0,
                false,
                StateSources.NONE);
        String inList = new SessionListing(80, true).render(new SessionList(List.of(row), false), 0);

        assertThat(colour(inDemo)).as(cssClass).isEqualTo(colour(inList));
    }

    /** The colour set right before the text. */
    private static String colour(String coloured) {
        Matcher matcher = Pattern.compile("\u001b\\[([0-9;]+)mshown").matcher(coloured);
        return matcher.find() ? matcher.group(1) : "none";
    }

    @Test
    void neither_icons_nor_wide_characters_shift_the_columns() {
        String[] lines = printed(80, false, WAITING, ICONS, WIDE).split("\n");
        assertThat(List.of(lines[4], lines[5], lines[6]))
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isEqualTo(80));
        assertThat(TextWidth.of(lines[4].substring(0, lines[4].indexOf("waiting "))))
                .isEqualTo(TextWidth.of(lines[5].substring(0, lines[5].indexOf("tool-active"))))
                .isEqualTo(TextWidth.of(lines[6].substring(0, lines[6].indexOf("error"))));
    }

    @Test
    void without_times_there_are_no_columns_for_them() {
        table(80, false, false).begin(Scenario.WAITING, "");

        assertThat(printed()).contains("class").doesNotContain("signal");
    }

    @Test
    void the_median_is_the_middle_value_or_the_mean_of_the_middle_two() {
        assertThat(DemoTable.median(1, 5, 9)).isEqualTo(5);
        assertThat(DemoTable.median(7)).isEqualTo(7);
        assertThat(DemoTable.median(1, 3, 5, 9)).isEqualTo(4);
    }

    @Test
    void the_summary_has_the_median_and_the_maximum_of_the_known_times() {
        table(80, false, true).summarize(List.of(outcome(9), outcome(1), outcome(5), OUTCOME_WITHOUT_TIMES), 4, true);

        assertThat(printed())
                .contains("4 events, 4 signals", "event to file         median      5.0ms   max      9.0ms\n")
                .doesNotContain("event to signal");
    }

    private static Player.Outcome outcome(long millisToFile) {
        OptionalLong toFile = OptionalLong.of(millisToFile * 1_000_000);
        return new Player.Outcome(WAITING, OptionalLong.empty(), toFile, OptionalLong.empty());
    }

    @Test
    void the_prompt_is_erased_once_it_is_answered() throws Exception {
        var enter = new ByteArrayInputStream("\n".getBytes(StandardCharsets.US_ASCII));

        table(80, true, true).await(new Pacing.OnEnter(enter, true), 0);

        assertThat(printed()).startsWith("\u001b[2mPress Enter").endsWith("\u001b[1A\r\u001b[2K");
    }

    @Test
    void no_prompt_is_printed_without_a_terminal() throws Exception {
        var enter = new ByteArrayInputStream("\n\n".getBytes(StandardCharsets.US_ASCII));

        table(80, true, true).await(new Pacing.OnEnter(enter, false), 0);
        table(80, false, true).await(new Pacing.OnEnter(enter, true), 0);

        assertThat(printed()).isEmpty();
    }
}
