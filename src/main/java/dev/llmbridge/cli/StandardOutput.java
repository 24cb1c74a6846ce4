package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Libc;
import java.util.Optional;

/**
 * The width and the colour support of standard output, whether or not it is a terminal.
 *
 * @param width the width in columns; empty if unlimited
 * @param useColour whether it supports colours and the user wants them
 * @param isScreen whether it is a terminal whose cursor can be moved
 */
record StandardOutput(Optional<Integer> width, boolean useColour, boolean isScreen) {
    private static final int STANDARD_OUTPUT = 1;
    private static final int DEFAULT_WIDTH = 80;

    /**
     * Returns the properties of standard output. The terminal's own width takes precedence over {@code COLUMNS}, which
     * may date from before a resize. The variable is used for pipes and for terminals that report no width.
     */
    static StandardOutput of(Libc libc, Environment environment) {
        Optional<Integer> fromVariable = environment.get("COLUMNS").flatMap(StandardOutput::columns);
        if (!libc.isTerminal(STANDARD_OUTPUT)) {
            return new StandardOutput(fromVariable, false, false);
        }
        int columns = libc.terminalColumns(STANDARD_OUTPUT);
        return new StandardOutput(
                Optional.of(columns > 0 ? columns : fromVariable.orElse(DEFAULT_WIDTH)),
                environment.get("NO_COLOR").isEmpty() && canMoveCursor(environment),
                canMoveCursor(environment));
    }

    private static boolean canMoveCursor(Environment environment) {
        return !environment.get("TERM").orElse("dumb").equals("dumb");
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
