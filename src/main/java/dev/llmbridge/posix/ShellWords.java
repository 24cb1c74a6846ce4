package dev.llmbridge.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a simple shell command into words, and quotes words. Expansions such as variables are not performed. */
public final class ShellWords {
    /**
     * A word.
     *
     * @param from the start index in the command, quotes included
     * @param to the end index, exclusive
     * @param value the word without its quotes
     */
    public record Word(int from, int to, String value) {}

    private static final String NEEDS_NO_QUOTES = "%+,-./:=@_";
    private static final String ENDS_WORD = " \t";
    private static final String NOT_SIMPLE = ";|()\n`";

    private final String command;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private int at;

    private ShellWords(String command) {
        this.command = command;
    }

    /** Returns the words of one simple command; empty for others (lists, pipelines, substitutions, unclosed quotes). */
    public static Optional<List<Word>> of(String command) {
        ShellWords reader = new ShellWords(command);
        return reader.read() ? Optional.of(List.copyOf(reader.words)) : Optional.empty();
    }

    /** Returns text that a POSIX shell reads as exactly {@code word}. */
    public static String quote(String word) {
        boolean plain = !word.isEmpty();
        for (int i = 0; i < word.length(); i++) {
            plain &= needsNoQuotes(word.charAt(i));
        }
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean needsNoQuotes(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || NEEDS_NO_QUOTES.indexOf(c) >= 0;
    }

    private boolean read() {
        while (at < command.length()) {
            if (ENDS_WORD.indexOf(command.charAt(at)) >= 0) {
                at++;
            } else if (!word()) {
                return false;
            }
        }
        return true;
    }

    private boolean word() {
        int from = at;
        value.setLength(0);
        while (at < command.length() && ENDS_WORD.indexOf(command.charAt(at)) < 0) {
            if (!part()) {
                return false;
            }
        }
        words.add(new Word(from, at, value.toString()));
        return true;
    }

    private boolean part() {
        char c = command.charAt(at);
        return switch (c) {
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '\\' -> escaped();
            case '&' -> redirects() && plain(c);
            case '$' -> !command.startsWith("$(", at) && plain(c);
            default -> NOT_SIMPLE.indexOf(c) < 0 && plain(c);
        };
    }

    private boolean plain(char c) {
        value.append(c);
        at++;
        return true;
    }

    /** As in 2>&1 or &>file; any other & ends the command. */
    private boolean redirects() {
        return at > 0 && command.charAt(at - 1) == '>' || command.startsWith("&>", at);
    }

    private boolean singleQuoted() {
        int end = command.indexOf('\'', at + 1);
        if (end < 0) {
            return false;
        }
        value.append(command, at + 1, end);
        at = end + 1;
        return true;
    }

    private boolean doubleQuoted() {
        for (at++; at < command.length(); at++) {
            char c = command.charAt(at);
            if (c == '"') {
                at++;
                return true;
            }
            if (c == '`' || command.startsWith("$(", at)) {
                return false;
            }
            if (c == '\\' && at + 1 < command.length() && "\"\\$`".indexOf(command.charAt(at + 1)) >= 0) {
                at++;
            }
            value.append(command.charAt(at));
        }
        return false;
    }

    private boolean escaped() {
        if (at + 1 == command.length()) {
            return false;
        }
        at++;
        return plain(command.charAt(at));
    }
}
