package dev.llmbridge.cli;

import java.util.Arrays;

/** Splits a command line of the program as typed in a shell. */
final class CallWords {
    static final String PROGRAM = "waybar-llm-bridge ";

    private CallWords() {}

    /**
     * Returns the words after the program's name, up to two spaces or the first unquoted {@code | < > )}; quotes are
     * removed.
     */
    static String[] of(String line) {
        String call = line.substring(line.indexOf(PROGRAM) + PROGRAM.length());
        String simple = call.split(" {2}|[|<>)](?=(?:[^']*'[^']*')*[^']*$)")[0].strip();
        return Arrays.stream(simple.split(" (?=(?:[^']*'[^']*')*[^']*$)"))
                .map(word -> word.replace("'", ""))
                .toArray(String[]::new);
    }
}
