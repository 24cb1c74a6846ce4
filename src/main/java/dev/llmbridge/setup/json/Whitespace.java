package dev.llmbridge.setup.json;

/** Finds whitespace in a text. */
final class Whitespace {
    private Whitespace() {}

    /** Returns the whitespace directly before an offset, including line breaks. */
    static String before(String text, int at) {
        int from = at;
        while (from > 0 && isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, at);
    }

    /** Returns whether a node is the first on its line and that line is not the first one of the text. */
    static boolean startsLine(String text, Node node) {
        return before(text, node.start()).indexOf('\n') >= 0;
    }

    /** Returns the leading spaces and tabs of the line at an offset. */
    static String indentation(String text, int at) {
        int from = text.lastIndexOf('\n', at - 1) + 1;
        int to = from;
        while (to < text.length() && (text.charAt(to) == ' ' || text.charAt(to) == '\t')) {
            to++;
        }
        return text.substring(from, to);
    }

    static boolean isWhitespace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
