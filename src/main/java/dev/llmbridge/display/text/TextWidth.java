package dev.llmbridge.display.text;

/** The width of text in terminal columns. */
public final class TextWidth {
    /** Returns the width of a text that has no escape sequences. */
    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += of(c);
            i += Character.charCount(c);
        }
        return width;
    }

    /**
     * Returns the text, truncated to {@code max} columns if it is wider. Truncated text ends with three dots if they
     * fit.
     */
    public static String truncate(String text, int max) {
        return of(text) <= max ? text : text.substring(0, truncationIndex(text, max)) + ellipsis(max);
    }

    /** Returns the index at which to truncate a text wider than {@code max} columns, leaving room for the dots. */
    static int truncationIndex(String text, int max) {
        int room = max - ellipsis(max).length();
        int i = 0;
        while (i < text.length() && of(text.codePointAt(i)) <= room) {
            int c = text.codePointAt(i);
            room -= of(c);
            i += Character.charCount(c);
        }
        return TextSanitizer.graphemeBoundary(text, i);
    }

    private static String ellipsis(int max) {
        return max > TextSanitizer.ELLIPSIS.length() ? TextSanitizer.ELLIPSIS : "";
    }

    private static int of(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    /** East Asian wide characters, and characters with default emoji presentation except regional indicators. */
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF && c != 0x303F
                || c >= 0xA960 && c <= 0xA97C
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x20000 && c <= 0x3FFFD
                || Character.isEmojiPresentation(c) && (c < 0x1F1E6 || c > 0x1F1FF);
    }

    private TextWidth() {}
}
