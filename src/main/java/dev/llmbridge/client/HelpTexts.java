package dev.llmbridge.client;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Libc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What calls for help or for the version print, by their arguments. The texts are rendered when an image is built, so
 * that printing one takes neither Picocli nor Quarkus.
 */
public final class HelpTexts {
    /** No texts, which leaves all calls to Picocli. */
    public static final HelpTexts NONE = new HelpTexts(Map.of());

    /** The width of the texts. They are no wider on a wide terminal, because long lines are hard to read. */
    public static final int COLUMNS = 80;

    private static final int DONE = 0;
    private static final int STANDARD_INPUT = 0;
    private static final int STANDARD_OUTPUT = 1;

    /** The variables, besides {@code NO_COLOR}, that Picocli consults to decide whether to style a text. */
    private static final List<String> STYLE_VARIABLES = List.of("CLICOLOR", "CLICOLOR_FORCE", "ConEmuANSI");

    private final Map<List<String>, HelpText> byArguments;

    /**
     * A text without its last line break.
     *
     * @param styled the text with the escape sequences for terminals
     */
    public record HelpText(String plain, String styled) {}

    /** @param byArguments the texts by all arguments of a call */
    public HelpTexts(Map<List<String>, HelpText> byArguments) {
        this.byArguments = Map.copyOf(byArguments);
    }

    /**
     * Returns the width of a help text on standard output: that of a terminal if it is narrow, otherwise
     * {@link #COLUMNS}.
     */
    public static int columns(Libc libc) {
        int columns = libc.isTerminal(STANDARD_OUTPUT) ? libc.terminalColumns(STANDARD_OUTPUT) : 0;
        return columns > 0 ? Math.min(columns, COLUMNS) : COLUMNS;
    }

    /**
     * Prints the text of a call.
     *
     * @return the exit code; empty if the call is left to Picocli
     */
    public OptionalInt print(Libc libc, Environment environment, String... args) {
        return print(libc, environment, new Output.StandardStreams(), args);
    }

    OptionalInt print(Libc libc, Environment environment, Output output, String... args) {
        Optional<HelpText> text = Optional.ofNullable(byArguments.get(List.of(args)));
        if (text.isEmpty() || columns(libc) < COLUMNS || isLeftToPicocli(environment)) {
            return OptionalInt.empty();
        }
        output.print(
                isStyled(libc, environment) ? text.get().styled() : text.get().plain());
        return OptionalInt.of(DONE);
    }

    /** Picocli's rules for these variables are not repeated here. */
    private static boolean isLeftToPicocli(Environment environment) {
        if (isPlain(environment)) {
            return false;
        }
        for (String variable : STYLE_VARIABLES) {
            if (environment.variables().containsKey(variable)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the user wants no styles. As for Picocli, the variable may also be empty. */
    private static boolean isPlain(Environment environment) {
        return environment.variables().containsKey("NO_COLOR");
    }

    /** Java has a console, which Picocli looks for, if both standard input and standard output are terminals. */
    private static boolean isStyled(Libc libc, Environment environment) {
        return !isPlain(environment) && libc.isTerminal(STANDARD_OUTPUT) && libc.isTerminal(STANDARD_INPUT);
    }
}
