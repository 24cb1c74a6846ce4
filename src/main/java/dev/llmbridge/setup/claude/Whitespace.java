package dev.llmbridge.setup.claude;

/** The blanks of a text. */
final class Whitespace {
    private Whitespace() {}

    /** The blanks just before a place, line breaks among them. */
    static String blanksBefore(String text, int at) {
        int from = at;
        while (from > 0 && isBlank(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, at);
    }

    /** Whether nothing but blanks stands before it on its line, and there is a line before. */
    static boolean startsLine(String text, TextRange span) {
        return blanksBefore(text, span.start()).indexOf('\n') >= 0;
    }

    /** With what the line of a place begins. */
    static String indentation(String text, int at) {
        int from = text.lastIndexOf('\n', at - 1) + 1;
        int to = from;
        while (to < text.length() && (text.charAt(to) == ' ' || text.charAt(to) == '\t')) {
            to++;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
