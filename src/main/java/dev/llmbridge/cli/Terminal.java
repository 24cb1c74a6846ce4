package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Libc;
import java.util.Optional;

/**
 * What standard output is.
 *
 * @param width columns of a line; empty where nothing bounds it
 * @param colourful whether escape sequences are shown as colours, and wanted
 */
public record Terminal(Optional<Integer> width, boolean colourful) {
    private static final int STANDARD_OUTPUT = 1;
    private static final int USUAL_WIDTH = 80;

    /**
     * A terminal knows its width, whatever {@code COLUMNS} said when the shell was started; where it does not, and for a
     * pipe, the variable counts.
     */
    static Terminal ofStandardOutput(Libc libc, Environment environment) {
        Optional<Integer> told = environment.get("COLUMNS").flatMap(Terminal::columns);
        if (!libc.isTerminal(STANDARD_OUTPUT)) {
            return new Terminal(told, false);
        }
        int columns = libc.terminalColumns(STANDARD_OUTPUT);
        return new Terminal(Optional.of(columns > 0 ? columns : told.orElse(USUAL_WIDTH)), wantsColours(environment));
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
