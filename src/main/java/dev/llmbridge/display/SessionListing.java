package dev.llmbridge.display;

import dev.llmbridge.display.text.TerminalText;
import dev.llmbridge.display.text.TextWidth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Renders sessions as a table for a terminal.
 *
 * @param width maximum width of a line in columns; at least 1
 * @param useColour whether to colour the activity with escape sequences
 */
public record SessionListing(int width, boolean useColour) {
    /** The width if lines are not limited. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final String GAP = "  ";
    /** The width to which shrinkable columns are truncated first. */
    private static final int READABLE_WIDTH = 16;

    private static final int MIN_WIDTH = 4;

    /** The columns omitted on a narrow terminal, in this order. */
    private static final List<ListingColumn> OPTIONAL_COLUMNS =
            List.of(ListingColumn.ID, ListingColumn.SEEN, ListingColumn.PID, ListingColumn.CTX, ListingColumn.MODEL);

    /** The optional columns that are omitted rather than truncate any cell. */
    private static final Set<ListingColumn> TECHNICAL_COLUMNS =
            EnumSet.of(ListingColumn.ID, ListingColumn.SEEN, ListingColumn.PID);

    /**
     * Returns a line with the column headers and one line per session, each ending with a line feed.
     *
     * @param now Unix time in seconds
     */
    public String render(SessionList list, long now) {
        return render(list, now, false);
    }

    /**
     * Returns the same as {@link #render}, but with ages in whole minutes, so that the lines are right until
     * {@link #nextChange}.
     *
     * @param now Unix time in seconds
     */
    public String renderInMinutes(SessionList list, long now) {
        return render(list, now, true);
    }

    /** Returns when an age in {@link #renderInMinutes} changes, as Unix time in seconds; empty if there is none. */
    public static OptionalLong nextChange(SessionList list, long now) {
        long next = Long.MAX_VALUE;
        for (SessionRow row : list.rows()) {
            next = Math.min(next, ListingColumn.nextAge(row.lastEvent(), now));
            if (row.since().isPresent()) {
                next = Math.min(next, ListingColumn.nextAge(row.since().getAsLong(), now));
            }
        }
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    private String render(SessionList list, long now, boolean inMinutes) {
        if (list.rows().isEmpty()) {
            return TextWidth.truncate("No sessions.", width) + "\n";
        }
        Map<ListingColumn, Integer> widths = fitted(naturalWidths(list, now, inMinutes));
        StringBuilder out = new StringBuilder();
        List<String> headers = new ArrayList<>();
        widths.keySet().forEach(column -> headers.add(column.name()));
        writeLine(out, widths, headers, Optional.empty());
        for (SessionRow row : list.rows()) {
            List<String> cells = new ArrayList<>();
            widths.keySet().forEach(column -> cells.add(column.cell(row, now, inMinutes)));
            writeLine(out, widths, cells, Optional.of(row));
        }
        if (list.truncated()) {
            out.append(TextWidth.truncate("Not all sessions are shown: the daemon's reply was too long.", width))
                    .append('\n');
        }
        return out.toString();
    }

    private static Map<ListingColumn, Integer> naturalWidths(SessionList list, long now, boolean inMinutes) {
        Map<ListingColumn, Integer> widths = new EnumMap<>(ListingColumn.class);
        for (ListingColumn column : ListingColumn.values()) {
            int widest = column.name().length();
            for (SessionRow row : list.rows()) {
                widest = Math.max(widest, TextWidth.of(column.cell(row, now, inMinutes)));
            }
            widths.put(column, widest);
        }
        return widths;
    }

    /**
     * Omits technical columns until the others fit, and other optional columns until the rest is readable; then
     * repeatedly shrinks the widest column.
     */
    private Map<ListingColumn, Integer> fitted(Map<ListingColumn, Integer> widths) {
        for (ListingColumn column : OPTIONAL_COLUMNS) {
            int wanted = TECHNICAL_COLUMNS.contains(column) ? Integer.MAX_VALUE : READABLE_WIDTH;
            if (totalWidth(widths, wanted) > width) {
                widths.remove(column);
            }
        }
        int min = totalWidth(widths, READABLE_WIDTH) > width ? MIN_WIDTH : READABLE_WIDTH;
        int excess = totalWidth(widths, Integer.MAX_VALUE) - width;
        while (excess > 0 && shrinkWidest(widths, min)) {
            excess--;
        }
        return widths;
    }

    private static boolean shrinkWidest(Map<ListingColumn, Integer> widths, int min) {
        ListingColumn widest = ListingColumn.PROJECT;
        int current = widths.getOrDefault(widest, 0);
        for (Map.Entry<ListingColumn, Integer> column : widths.entrySet()) {
            if (column.getKey().isShrinkable() && column.getValue() > current) {
                widest = column.getKey();
                current = column.getValue();
            }
        }
        widths.put(widest, Math.max(current - 1, min));
        return current > min;
    }

    private static int totalWidth(Map<ListingColumn, Integer> widths, int maxShrinkable) {
        int total = GAP.length() * (widths.size() - 1);
        for (Map.Entry<ListingColumn, Integer> column : widths.entrySet()) {
            int natural = column.getValue();
            total += column.getKey().isShrinkable() ? Math.min(natural, maxShrinkable) : natural;
        }
        return total;
    }

    /** @param row the session in this line; empty for the headers */
    private void writeLine(
            StringBuilder out, Map<ListingColumn, Integer> widths, List<String> cells, Optional<SessionRow> row) {
        int remaining = width;
        String gap = "";
        int i = 0;
        for (Map.Entry<ListingColumn, Integer> column : widths.entrySet()) {
            remaining -= gap.length();
            if (remaining <= 0) {
                break;
            }
            int columnWidth = Math.min(column.getValue(), remaining);
            boolean last = ++i == widths.size();
            String cell = padded(TextWidth.truncate(cells.get(i - 1), columnWidth), columnWidth, column.getKey(), last);
            out.append(gap).append(coloured(cell, column.getKey(), row));
            remaining -= columnWidth;
            gap = GAP;
        }
        out.append('\n');
    }

    private static String padded(String cell, int width, ListingColumn column, boolean last) {
        String padding = " ".repeat(width - TextWidth.of(cell));
        if (column.isRightAligned()) {
            return padding + cell;
        }
        return last ? cell : cell + padding;
    }

    private String coloured(String cell, ListingColumn column, Optional<SessionRow> row) {
        return useColour && row.isPresent() ? TerminalText.coloured(cell, column.sgr(row.get())) : cell;
    }
}
