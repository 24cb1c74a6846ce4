package dev.llmbridge.display.text;

/** Makes untrusted text safe to display, and shortens text without splitting characters. */
public final class TextSanitizer {
    static final String ELLIPSIS = "...";
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /**
     * Removes what cannot be displayed: control characters, lone surrogates, noncharacters and bidirectional controls,
     * which would affect all text that follows. Line breaks and tabs become spaces.
     */
    public static String clean(String text) {
        return isPrintableAscii(text) ? text : cleaned(text, ' ');
    }

    /** Like {@link #clean}, but line breaks become line feeds. Tabs still become spaces. */
    public static String cleanLines(String text) {
        return isPrintableAscii(text) ? text : cleaned(text, '\n');
    }

    private static String cleaned(String text, char lineBreak) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isBreakOrTab(c)) {
                out.append(c == '\t' ? ' ' : lineBreak);
            } else if (isDisplayable(c)) {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    /** Returns the text, truncated to {@code max} code points if it is longer. Truncated text ends with three dots. */
    public static String truncate(String text, int max) {
        if (text.length() <= max || text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        return text.substring(0, graphemeBoundary(text, text.offsetByCodePoints(0, max - ELLIPSIS.length())))
                + ELLIPSIS;
    }

    /**
     * Returns the last index not after {@code end} that is between two grapheme clusters; {@code end} if the first
     * cluster is longer.
     */
    static int graphemeBoundary(String text, int end) {
        int cut = end;
        while (cut > 0 && cut < text.length() && isInsideGrapheme(text, cut)) {
            cut = text.offsetByCodePoints(cut, -1);
        }
        return cut == 0 ? end : cut;
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isBreakOrTab(int c) {
        return c >= '\t' && c <= '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isDisplayable(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean noncharacter = (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
        boolean bidirectional = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return !surrogate && !noncharacter && !bidirectional && !Character.isISOControl(c);
    }

    private static boolean isInsideGrapheme(String text, int index) {
        int next = text.codePointAt(index);
        int previous = text.codePointBefore(index);
        return isExtension(next)
                || next == ZERO_WIDTH_JOINER
                || previous == ZERO_WIDTH_JOINER
                || isRegional(next) && regionalsBefore(text, index) % 2 == 1;
    }

    private static boolean isExtension(int c) {
        int type = Character.getType(c);
        boolean mark = type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
        boolean skinTone = c >= 0x1F3FB && c <= 0x1F3FF;
        boolean tag = c >= 0xE0020 && c <= 0xE007F;
        return mark || skinTone || tag;
    }

    /** A pair of regional indicators is a flag. */
    private static boolean isRegional(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }

    private static int regionalsBefore(String text, int index) {
        int count = 0;
        int i = index;
        while (i > 0 && isRegional(text.codePointBefore(i))) {
            i -= 2;
            count++;
        }
        return count;
    }

    private TextSanitizer() {}
}
