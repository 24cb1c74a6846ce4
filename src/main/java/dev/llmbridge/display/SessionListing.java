package dev.llmbridge.display;

import dev.llmbridge.display.text.TextWidth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Sessions as a table for people.
 *
 * @param width the most columns of the terminal that a line may take; at least 1
 * @param colourful whether the activity is coloured by escape sequences
 */
public record SessionListing(int width, boolean colourful) {
    /** Where nothing bounds a line. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final String GAP = "  ";
    /** An elastic column is still good to read at this width. */
    private static final int COMFORTABLE = 16;

    private static final int TIGHT = 4;

    /** What a narrow terminal goes without, from the first on. */
    private static final List<ListingColumn> DISPENSABLE =
            List.of(ListingColumn.ID, ListingColumn.SEEN, ListingColumn.PID, ListingColumn.CTX, ListingColumn.MODEL);

    /**
     * Lines that each end with a line feed: the heads, then a session each.
     *
     * @param now Unix time in seconds
     */
    public String render(SessionList list, long now) {
        if (list.rows().isEmpty()) {
            return TextWidth.cut("No sessions.", width) + "\n";
        }
        Map<ListingColumn, Integer> widths = fitted(natural(list, now));
        StringBuilder out = new StringBuilder();
        List<String> heads = new ArrayList<>();
        widths.keySet().forEach(column -> heads.add(column.name()));
        line(out, widths, heads, "");
        for (SessionRow row : list.rows()) {
            List<String> cells = new ArrayList<>();
            widths.keySet().forEach(column -> cells.add(column.of(row, now)));
            line(out, widths, cells, row.cssClass());
        }
        if (list.truncated()) {
            out.append(TextWidth.cut("There are more: the answer was full.", width))
                    .append('\n');
        }
        return out.toString();
    }

    private static Map<ListingColumn, Integer> natural(SessionList list, long now) {
        Map<ListingColumn, Integer> widths = new EnumMap<>(ListingColumn.class);
        for (ListingColumn column : ListingColumn.values()) {
            int widest = column.name().length();
            for (SessionRow row : list.rows()) {
                widest = Math.max(widest, TextWidth.of(column.of(row, now)));
            }
            widths.put(column, widest);
        }
        return widths;
    }

    /** First goes what is dispensable, until the others can be read; then the widest is cut, again and again. */
    private Map<ListingColumn, Integer> fitted(Map<ListingColumn, Integer> widths) {
        for (ListingColumn column : DISPENSABLE) {
            if (total(widths, COMFORTABLE) > width) {
                widths.remove(column);
            }
        }
        int least = total(widths, COMFORTABLE) > width ? TIGHT : COMFORTABLE;
        int surplus = total(widths, Integer.MAX_VALUE) - width;
        while (surplus > 0 && shrinkWidest(widths, least)) {
            surplus--;
        }
        return widths;
    }

    private static boolean shrinkWidest(Map<ListingColumn, Integer> widths, int least) {
        ListingColumn widest = ListingColumn.PROJECT;
        for (ListingColumn column : widths.keySet()) {
            if (column.isElastic() && widths.get(column) > widths.get(widest)) {
                widest = column;
            }
        }
        int current = widths.get(widest);
        widths.put(widest, Math.max(current - 1, least));
        return current > least;
    }

    private static int total(Map<ListingColumn, Integer> widths, int mostOfElastic) {
        int total = GAP.length() * (widths.size() - 1);
        for (Map.Entry<ListingColumn, Integer> column : widths.entrySet()) {
            int natural = column.getValue();
            total += column.getKey().isElastic() ? Math.min(natural, mostOfElastic) : natural;
        }
        return total;
    }

    private void line(StringBuilder out, Map<ListingColumn, Integer> widths, List<String> cells, String cssClass) {
        int room = width;
        String gap = "";
        int i = 0;
        for (Map.Entry<ListingColumn, Integer> column : widths.entrySet()) {
            room -= gap.length();
            if (room <= 0) {
                break;
            }
            int own = Math.min(column.getValue(), room);
            boolean last = ++i == widths.size();
            String cell = padded(TextWidth.cut(cells.get(i - 1), own), own, column.getKey(), last);
            out.append(gap).append(column.getKey() == ListingColumn.ACTIVITY ? coloured(cell, cssClass) : cell);
            room -= own;
            gap = GAP;
        }
        out.append('\n');
    }

    private static String padded(String cell, int width, ListingColumn column, boolean last) {
        String padding = " ".repeat(width - TextWidth.of(cell));
        if (column.isToTheRight()) {
            return padding + cell;
        }
        return last ? cell : cell + padding;
    }

    private String coloured(String cell, String cssClass) {
        String code = colourful ? ClassColor.sgr(cssClass) : "";
        return code.isEmpty() ? cell : "\u001B[" + code + "m" + cell + "\u001B[0m";
    }
}
