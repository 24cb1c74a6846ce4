package dev.llmbridge.display.text;

/** Keeps text that is written from right to left from changing the order of the text around it. */
public final class DirectionalText {
    private static final char LEFT_TO_RIGHT_MARK = '\u200E';
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    /**
     * Isolates a text without bidirectional controls, which determines its own direction. A mark precedes text that is
     * written from right to left: Pango would otherwise take its direction for that of the line.
     */
    public static String isolate(String text) {
        return (hasRightToLeft(text) ? String.valueOf(LEFT_TO_RIGHT_MARK) : "")
                + FIRST_STRONG_ISOLATE
                + text
                + POP_DIRECTIONAL_ISOLATE;
    }

    /** Isolates a text as {@link #isolate} does if any of it is written from right to left. */
    public static String isolateIfRightToLeft(String text) {
        return hasRightToLeft(text) ? isolate(text) : text;
    }

    private static boolean hasRightToLeft(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            byte direction = Character.getDirectionality(c);
            if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                    || direction == Character.DIRECTIONALITY_ARABIC_NUMBER) {
                return true;
            }
            i += Character.charCount(c);
        }
        return false;
    }

    private DirectionalText() {}
}
