package dev.llmbridge.setup.waybar;

/**
 * Our rules in a style sheet: one block between two comments. A line break follows the block if and only if the style
 * sheet ended with one before, so removing the block restores every byte.
 */
final class StyleBlock {
    private static final String MARK = "/* waybar-llm-bridge: ";
    private static final String BEGIN = MARK + "begin";
    private static final String END = MARK + "end */";
    private static final String BEGIN_LINE =
            BEGIN + " (written by waybar-llm-bridge, which replaces and removes everything up to the end) */";

    private StyleBlock() {}

    static boolean isIn(String sheet) {
        return find(sheet).isPresent();
    }

    /** Returns a style sheet with the block: at its place if there is one already, otherwise at the end. */
    static String addTo(String sheet, String rules) {
        Range present = find(sheet);
        if (present.isPresent()) {
            String newline = newlineOf(sheet.substring(present.from(), present.to()));
            String updated = sheet.substring(0, present.from()) + block(rules, newline);
            return updated + sheet.substring(present.to());
        }
        String newline = newlineOf(sheet);
        if (sheet.isEmpty()) {
            return block(rules, newline);
        }
        return sheet.endsWith("\n") ? sheet + block(rules, newline) + newline : sheet + newline + block(rules, newline);
    }

    /** Returns a style sheet without the block. */
    static String removeFrom(String sheet) {
        Range present = find(sheet);
        if (!present.isPresent()) {
            return sheet;
        }
        String before = sheet.substring(0, present.from());
        String after = sheet.substring(present.to());
        String newline = newlineOf(sheet.substring(present.from(), present.to()));
        if (after.startsWith(newline)) {
            return before + after.substring(newline.length());
        }
        boolean endsLine = after.isEmpty() && before.endsWith(newline);
        return (endsLine ? before.substring(0, before.length() - newline.length()) : before) + after;
    }

    private static String block(String rules, String newline) {
        return BEGIN_LINE + newline + rules.replace("\n", newline) + END;
    }

    /** Returns the line break that a text uses first. */
    private static String newlineOf(String text) {
        int first = text.indexOf('\n');
        return first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
    }

    /** The range of the block; empty if there is none. */
    private record Range(int from, int to) {
        boolean isPresent() {
            return to > from;
        }
    }

    private static Range find(String sheet) {
        int from = sheet.indexOf(BEGIN);
        int end = from < 0 ? -1 : sheet.indexOf(END, from);
        return end < 0 ? new Range(0, 0) : new Range(from, end + END.length());
    }
}
