package dev.llmbridge.display.text;

/** How many columns of a terminal a text takes. */
public final class TextWidth {
    private static final String ELLIPSIS = "...";

    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += of(c);
            i += Character.charCount(c);
        }
        return width;
    }

    /** A text of at most {@code max} columns, the last three of them dots where something was cut and dots have room. */
    public static String cut(String text, int max) {
        return of(text) <= max ? text : text.substring(0, cutAt(text, max)) + ellipsis(max);
    }

    /** How many chars of a text that is wider than {@code max} columns stay before its dots; they are whole characters. */
    static int cutAt(String text, int max) {
        int room = max - ellipsis(max).length();
        int i = 0;
        while (i < text.length() && of(text.codePointAt(i)) <= room) {
            int c = text.codePointAt(i);
            room -= of(c);
            i += Character.charCount(c);
        }
        return TextSanitizer.wholeCharacters(text, i);
    }

    private static String ellipsis(int max) {
        return max > ELLIPSIS.length() ? ELLIPSIS : "";
    }

    private static int of(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    /** East Asian scripts, and what is a picture without being asked to; the halves of flags are not. */
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
