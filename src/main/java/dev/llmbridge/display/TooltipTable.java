package dev.llmbridge.display;

import dev.llmbridge.display.format.FieldValue;
import dev.llmbridge.display.text.DirectionalText;
import dev.llmbridge.display.text.FixedPoint;
import dev.llmbridge.display.text.Minutes;
import dev.llmbridge.display.text.PangoMarkup;
import dev.llmbridge.display.text.TabStops;
import dev.llmbridge.display.text.TextWidth;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** The sessions in the tooltip: a line for each, in aligned columns, as Pango markup. */
final class TooltipTable {
    /** The maximum width of a line, in columns. */
    static final int MAX_WIDTH = 60;

    private static final int MAX_SESSIONS = 30;
    private static final int MAX_ICON_WIDTH = 4;
    /** The number of spaces between columns. */
    private static final int GAP = 2;

    /** The first stop at which the state may begin, so that each name has some room. */
    private static final int MIN_STATE_STOP = 2 * TabStops.DISTANCE;

    private static final int NUMBERS = 3;
    /** The index of the context among the numbers. */
    private static final int CONTEXT = 1;

    /** What the state needs at least, in columns, before the names get more. */
    private static final int MIN_STATE_WIDTH = 18;

    private final List<Row> rows;
    private final int omitted;
    private final Instant now;

    /**
     * A session's line; its texts are unescaped.
     *
     * @param icon the icon and a space; empty if no session has an icon
     * @param name the project
     * @param numbers how long the activity has lasted, the context and the cost; empty texts if unknown
     */
    private record Row(Overview.SessionEntry entry, String icon, String name, String state, List<String> numbers) {
        String head() {
            return icon + name;
        }
    }

    /**
     * The columns at which the cells of all lines begin.
     *
     * @param state where the state begins; a tab stop if the width of a name or icon is uncertain
     * @param numbers where the numbers begin; a tab stop if the width of a state is uncertain
     * @param widths the width of each number; 0 if no line has it
     */
    private record Layout(Start state, Start numbers, int[] widths) {}

    /** @param isTabStop whether only a tab leads there, whatever the width of the text before */
    private record Start(int column, boolean isTabStop) {}

    /** @param names the names of the sessions, in the order of the overview */
    TooltipTable(Overview overview, List<String> names, Icons icons, Instant now) {
        List<Overview.SessionEntry> entries = overview.entries();
        int count = entries.size() > MAX_SESSIONS ? MAX_SESSIONS - 1 : entries.size();
        this.rows = new ArrayList<>(count);
        this.omitted = entries.size() - count;
        this.now = now;
        int iconWidth = 0;
        for (Overview.SessionEntry entry : entries.subList(0, count)) {
            iconWidth = Math.max(iconWidth, TextWidth.of(icon(entry, icons)));
        }
        for (int i = 0; i < count; i++) {
            String icon = icon(entries.get(i), icons);
            String padding = " ".repeat(iconWidth - TextWidth.of(icon) + (iconWidth > 0 ? 1 : 0));
            rows.add(new Row(
                    entries.get(i), icon + padding, names.get(i), state(entries.get(i)), numbers(entries.get(i))));
        }
    }

    /** Returns the lines, without a line feed at the end. */
    String render() {
        Layout layout = layout();
        StringBuilder out = new StringBuilder("<tt>");
        for (int i = 0; i < rows.size(); i++) {
            out.append(i == 0 ? "" : "\n").append(styled(rows.get(i).entry().activity(), line(rows.get(i), layout)));
        }
        if (omitted > 0) {
            out.append("\nand ").append(omitted).append(" more");
        }
        return out.append("</tt>").toString();
    }

    /** Returns when the first of the durations on display changes; empty if never. */
    Optional<Instant> nextChange() {
        Optional<Instant> next = Optional.empty();
        for (Row row : rows) {
            next = RenderContext.earlier(
                    next,
                    RenderContext.activityStart(row.entry()).map(start -> Minutes.nextChangeInOneUnit(start, now)));
        }
        return next;
    }

    private static String icon(Overview.SessionEntry entry, Icons icons) {
        return TextWidth.truncate(icons.glyph(entry.activity()), MAX_ICON_WIDTH);
    }

    private static String state(Overview.SessionEntry entry) {
        return ActivityLabel.withDetail(entry.activity())
                + (entry.session().isHeadless() ? " (headless)" : "")
                + (entry.session().isStopped() ? " (stopped)" : "");
    }

    private List<String> numbers(Overview.SessionEntry entry) {
        Session session = entry.session();
        OptionalInt context = RenderContext.contextPercent(session.usage());
        OptionalDouble cost = UsageTotals.cost(session);
        return List.of(
                RenderContext.activityStart(entry)
                        .map(start -> Minutes.formatInOneUnit(Minutes.since(start, now)))
                        .orElse(""),
                context.isPresent() ? Math.min(context.getAsInt(), FieldValue.FULL) + "%" : "",
                cost.isPresent() ? FixedPoint.dollars(cost.getAsDouble()) : "");
    }

    private Layout layout() {
        int[] widths = new int[NUMBERS];
        int room = MAX_WIDTH + GAP;
        for (int i = 0; i < NUMBERS; i++) {
            int number = i;
            widths[i] = widest(row -> row.numbers().get(number));
            room -= widths[i] > 0 ? GAP + widths[i] : 0;
        }
        boolean isStateCertain = areCertain(Row::state);
        int lastNumbers = isStateCertain ? room : floorToStop(room);
        int minStateWidth = Math.min(widest(Row::state) + GAP, MIN_STATE_WIDTH);
        int lastState = lastNumbers - (isStateCertain ? minStateWidth : TabStops.DISTANCE + minStateWidth);
        Start state = startAfter(Row::head, 0, Math.max(lastState, MIN_STATE_STOP), areCertain(Row::head));
        Start numbers = startAfter(Row::state, state.column(), lastNumbers, isStateCertain);
        return new Layout(state, numbers, widths);
    }

    /** Returns where the cells begin that follow cells which begin at the column {@code start}. */
    private Start startAfter(Function<Row, String> cell, int start, int last, boolean isCertain) {
        if (isCertain) {
            return new Start(Math.min(start + widest(cell) + GAP, last), false);
        }
        int stop = 0;
        for (Row row : rows) {
            stop = Math.max(stop, TabStops.firstStopAfter(cell.apply(row), start));
        }
        return new Start(Math.min(stop, floorToStop(last)), true);
    }

    private static int floorToStop(int column) {
        return column / TabStops.DISTANCE * TabStops.DISTANCE;
    }

    private int widest(Function<Row, String> cell) {
        int widest = 0;
        for (Row row : rows) {
            widest = Math.max(widest, TextWidth.of(cell.apply(row)));
        }
        return widest;
    }

    private boolean areCertain(Function<Row, String> cell) {
        for (Row row : rows) {
            if (!TabStops.isCertain(cell.apply(row))) {
                return false;
            }
        }
        return true;
    }

    private static String line(Row row, Layout layout) {
        StringBuilder out = new StringBuilder(PangoMarkup.escape(row.icon()));
        append(out, row.icon(), row.name(), 0, layout.state());
        append(out, "", row.state(), layout.state().column(), layout.numbers());
        int blanks = 0;
        for (int i = 0; i < NUMBERS; i++) {
            String number = row.numbers().get(i);
            int width = layout.widths()[i];
            if (!number.isEmpty()) {
                out.append(" ".repeat(blanks + width - number.length())).append(number(row, i));
                blanks = GAP;
            } else if (width > 0) {
                blanks += width + GAP;
            }
        }
        return out.toString().stripTrailing();
    }

    /** @param before the text between the column {@code start} and {@code text} */
    private static void append(StringBuilder out, String before, String text, int start, Start next) {
        int max = Math.max(1, next.column() - GAP - start - TextWidth.of(before));
        String shown = TextWidth.truncate(text, max);
        String padding = " ".repeat(Math.max(0, max + GAP - TextWidth.of(shown)));
        if (next.isTabStop()) {
            max = Math.min(max, TextWidth.of(shown));
            Optional<String> tabs = TabStops.padding(before + shown, start, next.column());
            while (tabs.isEmpty() && max > 1) {
                shown = TextWidth.truncate(text, --max);
                tabs = TabStops.padding(before + shown, start, next.column());
            }
            padding = tabs.orElse("\t");
        }
        out.append(PangoMarkup.escape(DirectionalText.isolate(shown))).append(padding);
    }

    private static String number(Row row, int index) {
        String markup = PangoMarkup.escape(row.numbers().get(index));
        boolean isExceeded =
                RenderContext.contextPercent(row.entry().session().usage()).orElse(0) > FieldValue.FULL;
        return index == CONTEXT && isExceeded ? FieldValue.inErrorColour(markup) : markup;
    }

    private static String styled(Activity activity, String line) {
        return switch (activity) {
            case Activity.Waiting _ ->
                "<span color=\"" + BarState.Style.WAITING_COLOUR + "\"><b>" + line + "</b></span>";
            case Activity.Idle _ -> "<span alpha=\"60%\">" + line + "</span>";
            case Activity.Thinking _, Activity.ToolUse _, Activity.Compacting _, Activity.Failed _ -> line;
        };
    }
}
