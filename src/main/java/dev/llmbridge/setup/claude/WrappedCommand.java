package dev.llmbridge.setup.claude;

import dev.llmbridge.posix.ShellWords.Word;

/**
 * Wraps the user's status line command as a single-quoted argument of our command. Only its single quotes are escaped, so that
 * unwrapping restores the original, whatever JSON escapes it contains.
 */
final class WrappedCommand {
    private static final String QUOTE = "'";
    private static final String QUOTED_QUOTE = "'\\''";

    private WrappedCommand() {}

    /** Returns the content of the JSON string for our command with {@code command} as its argument. */
    static String wrap(String program, StringLiteral command) {
        StringBuilder out = new StringBuilder(JsonWriter.escaped(
                program + " " + StatusLineSetting.VERB + " " + StatusLineSetting.SHELL_OPTION + " " + QUOTE));
        for (int i = 0; i < command.value().length(); i++) {
            String written = command.raw(i, i + 1);
            out.append(command.value().charAt(i) == '\'' ? "'\\\\" + written + "'" : written);
        }
        return out.append(QUOTE).toString();
    }

    /** Returns the content of the JSON string that was wrapped. */
    static String unwrap(StringLiteral line, Word argument) {
        int to = argument.to() - 1;
        StringBuilder out = new StringBuilder();
        for (int i = argument.from() + 1; i < to; i++) {
            if (line.value().startsWith(QUOTED_QUOTE, i) && i + QUOTED_QUOTE.length() <= to) {
                out.append(line.raw(i + 2, i + 3));
                i += QUOTED_QUOTE.length() - 1;
            } else {
                out.append(line.raw(i, i + 1));
            }
        }
        boolean isOurQuoting =
                line.value().substring(argument.from(), argument.to()).equals(quoted(argument.value()));
        return isOurQuoting ? out.toString() : JsonWriter.escaped(argument.value());
    }

    private static String quoted(String value) {
        return QUOTE + value.replace(QUOTE, QUOTED_QUOTE) + QUOTE;
    }
}
