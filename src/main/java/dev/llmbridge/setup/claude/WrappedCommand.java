package dev.llmbridge.setup.claude;

import dev.llmbridge.posix.ShellWords.Word;

/**
 * A command as the argument of our status line, in single quotes. Only its single quotes are written differently there,
 * so that it can be taken out again as it was, whatever escapes it was written with.
 */
final class WrappedCommand {
    private static final String QUOTE = "'";
    private static final String QUOTED_QUOTE = "'\\''";

    private WrappedCommand() {}

    /** What is written between the quotes of JSON: ours, around what stood there. */
    static String wrap(String ours, StringLiteral command) {
        StringBuilder out = new StringBuilder(JsonWriter.escaped(
                ours + " " + StatusLineSetting.VERB + " " + StatusLineSetting.SHELL_OPTION + " " + QUOTE));
        for (int i = 0; i < command.value().length(); i++) {
            String written = command.raw(i, i + 1);
            out.append(command.value().charAt(i) == '\'' ? "'\\\\" + written + "'" : written);
        }
        return out.append(QUOTE).toString();
    }

    /** What stood between the quotes of JSON before. */
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
        boolean asWeWrite =
                line.value().substring(argument.from(), argument.to()).equals(quoted(argument.value()));
        return asWeWrite ? out.toString() : JsonWriter.escaped(argument.value());
    }

    private static String quoted(String value) {
        return QUOTE + value.replace(QUOTE, QUOTED_QUOTE) + QUOTE;
    }
}
