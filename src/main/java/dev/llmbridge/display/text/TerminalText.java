package dev.llmbridge.display.text;

/** Text with escape sequences that colour it, as a terminal shows it: the sequences take no columns. */
public final class TerminalText {
    private static final char ESCAPE = '\u001B';
    private static final String RESET = ESCAPE + "[0m";

    /** At most {@code max} columns, with dots where something was cut; no sequence is cut, and no colour goes on. */
    public static String cut(String text, int max) {
        String plain = withoutSequences(text);
        if (TextWidth.of(plain) <= max) {
            return text;
        }
        String cut = TextWidth.cut(plain, max);
        int kept = TextWidth.cutAt(plain, max);
        StringBuilder out = new StringBuilder(text.length());
        int seen = 0;
        boolean coloured = false;
        for (int i = 0; i < text.length() && seen < kept; ) {
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
        return out.append(cut, kept, cut.length()).append(coloured ? RESET : "").toString();
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

    /** Where the sequence that begins here ends; here, where none does. */
    private static int sequenceEnd(String text, int start) {
        if (text.charAt(start) != ESCAPE) {
            return start;
        }
        int end = text.indexOf('m', start);
        return end < 0 ? text.length() : end + 1;
    }

    private TerminalText() {}
}
