package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Libc;
import java.util.Optional;

/**
 * The properties of standard output.
 *
 * @param width columns of a line; empty if unlimited
 * @param useColour whether it supports colours and the user wants them
 */
record Terminal(Optional<Integer> width, boolean useColour) {
    private static final int STANDARD_OUTPUT = 1;
    private static final int USUAL_WIDTH = 80;

    /**
     * Prefers the terminal's own width, because {@code COLUMNS} may date from before a resize. Uses the variable for
     * pipes and for terminals that report no width.
     */
    static Terminal ofStandardOutput(Libc libc, Environment environment) {
        Optional<Integer> declared = environment.get("COLUMNS").flatMap(Terminal::columns);
        if (!libc.isTerminal(STANDARD_OUTPUT)) {
            return new Terminal(declared, false);
        }
        int columns = libc.terminalColumns(STANDARD_OUTPUT);
        return new Terminal(
                Optional.of(columns > 0 ? columns : declared.orElse(USUAL_WIDTH)), wantsColours(environment));
    }

    private static boolean wantsColours(Environment environment) {
        return environment.get("NO_COLOR").isEmpty()
                && !environment.get("TERM").orElse("dumb").equals("dumb");
    }

    private static Optional<Integer> columns(String text) {
        try {
            int columns = Integer.parseInt(text.strip());
            return columns > 0 ? Optional.of(columns) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
