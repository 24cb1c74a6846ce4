package dev.llmbridge.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process to be timed.
 *
 * @param name one word that identifies the command in the results
 * @param input a file that is piped to its standard input, or is its standard input if it does not fit into a pipe; or
 *     {@link #TERMINAL}
 * @param environment its complete environment
 * @param words program and arguments
 */
record TimedCommand(String name, String input, Map<String, String> environment, List<String> words) {
    static final String TERMINAL = "tty";

    static TimedCommand piped(String name, Path input, Map<String, String> environment, String... words) {
        return new TimedCommand(name, input.toString(), environment, List.of(words));
    }

    static TimedCommand onTerminal(String name, Map<String, String> environment, String... words) {
        return new TimedCommand(name, TERMINAL, environment, List.of(words));
    }

    /** Returns the command as arguments of {@code bench/spawn.c}. */
    List<String> asArguments() {
        List<String> arguments = new ArrayList<>(List.of(name, input));
        environment.forEach((variable, value) -> arguments.add(variable + "=" + value));
        arguments.addAll(words);
        return arguments;
    }
}
