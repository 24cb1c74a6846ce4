package dev.llmbridge.setup.json;

import java.util.OptionalInt;

/** Skips what separates the tokens of a JSON text: whitespace, and comments of the form //... and /*...*&#47;. */
final class Trivia {
    private Trivia() {}

    /** Returns the offset of the first token at or after {@code at}, or the end of the text. */
    static int skip(String text, int at) {
        int next = skipWhitespace(text, at);
        while (isComment(text, next)) {
            next = skipWhitespace(text, endOfComment(text, next));
        }
        return next;
    }

    /** Returns the offset of the comma that follows; empty if another token does. */
    static OptionalInt comma(String text, int at) {
        int next = skip(text, at);
        return next < text.length() && text.charAt(next) == ',' ? OptionalInt.of(next) : OptionalInt.empty();
    }

    /** Returns the offset after the last comment between two offsets, or {@code from} if there is none. */
    static int endOfComments(String text, int from, int to) {
        int end = from;
        int next = skipWhitespace(text, from);
        while (next < to && isComment(text, next)) {
            end = endOfComment(text, next);
            next = skipWhitespace(text, end);
        }
        return end;
    }

    /** Returns whether the last comment between two offsets has the form //. */
    static boolean endsWithLineComment(String text, int from, int to) {
        boolean isLineComment = false;
        int next = skipWhitespace(text, from);
        while (next < to && isComment(text, next)) {
            isLineComment = text.charAt(next + 1) == '/';
            next = skipWhitespace(text, endOfComment(text, next));
        }
        return isLineComment;
    }

    /** Returns the offset after the comments that begin on the same line, without a comment of several lines. */
    static int endOfLineComments(String text, int at) {
        int end = at;
        int next = skipBlanks(text, at);
        while (isComment(text, next)) {
            int after = endOfComment(text, next);
            if (text.substring(next, after).indexOf('\n') >= 0) {
                return end;
            }
            end = after;
            next = skipBlanks(text, end);
        }
        return end;
    }

    /** Returns the offset after the closing quote of the string that begins at an offset. */
    static int endOfString(String text, int start) {
        int at = start + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    static int skipWhitespace(String text, int at) {
        int next = at;
        while (next < text.length() && Whitespace.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private static int skipBlanks(String text, int at) {
        int next = at;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        return next;
    }

    private static boolean isComment(String text, int at) {
        return text.startsWith("//", at) || text.startsWith("/*", at);
    }

    private static int endOfComment(String text, int at) {
        if (text.charAt(at + 1) == '*') {
            int close = text.indexOf("*/", at + 2);
            return close < 0 ? text.length() : close + 2;
        }
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}
