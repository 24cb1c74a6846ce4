package dev.llmbridge.display.text;

/** ANSI escape sequences, which take no columns on a terminal, and text coloured with them (SGR). */
public final class TerminalText {
    private static final char ESCAPE = '\u001B';

    /** The sequence that ends all colours. */
    public static final String RESET = sgr("0");

    /** Moves the cursor to the beginning of the line above and erases that line. */
    public static final String ERASE_LINE_ABOVE = ESCAPE + "[1A\r" + ESCAPE + "[2K";

    /** Returns the escape sequence with the given SGR parameters, e.g. {@code 1;33}. */
    public static String sgr(String parameters) {
        return ESCAPE + "[" + parameters + "m";
    }

    /** Colours a text; returns it unchanged if the SGR parameters are empty. */
    public static String coloured(String text, String parameters) {
        return parameters.isEmpty() ? text : sgr(parameters) + text + RESET;
    }

    /**
     * Returns the text, truncated to {@code max} columns if it is wider. Truncated text ends with three dots if they
     * fit; no escape sequence is split, and colours are reset at the end.
     */
    public static String truncate(String text, int max) {
        String plain = withoutSequences(text);
        if (TextWidth.of(plain) <= max) {
            return text;
        }
        String truncated = TextWidth.truncate(plain, max);
        int index = TextWidth.truncationIndex(plain, max);
        StringBuilder out = new StringBuilder(text.length());
        int seen = 0;
        boolean coloured = false;
        for (int i = 0; i < text.length() && seen < index; ) {
            int end = sequenceEnd(text, i);
            if (end > i) {
                out.append(text, i, end);
                coloured = true;
                i = end;
            } else {
                out.append(text.charAt(i++));
                seen++;
            }
        }
        return out.append(truncated, index, truncated.length())
                .append(coloured ? RESET : "")
                .toString();
    }

    private static String withoutSequences(String text) {
        if (text.indexOf(ESCAPE) < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = sequenceEnd(text, i);
            if (end > i) {
                i = end;
            } else {
                out.append(text.charAt(i++));
            }
        }
        return out.toString();
    }

    /** Returns the end of the sequence that begins at {@code start}; {@code start} if none does. */
    private static int sequenceEnd(String text, int start) {
        if (text.charAt(start) != ESCAPE) {
            return start;
        }
        int end = text.indexOf('m', start);
        return end < 0 ? text.length() : end + 1;
    }

    private TerminalText() {}
}
