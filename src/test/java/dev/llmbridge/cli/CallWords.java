package dev.llmbridge.cli;

import java.util.Arrays;

/** A call of the program as people type it. */
final class CallWords {
    static final String PROGRAM = "waybar-llm-bridge ";

    private CallWords() {}

    /** The words after the program's name, up to the first of {@code | > )} or two blanks; quoted ones in one piece. */
    static String[] of(String line) {
        String call = line.substring(line.indexOf(PROGRAM) + PROGRAM.length());
        String simple = call.split(" {2}|[|<>)](?=(?:[^']*'[^']*')*[^']*$)")[0].strip();
        return Arrays.stream(simple.split(" (?=(?:[^']*'[^']*')*[^']*$)"))
                .map(word -> word.replace("'", ""))
                .toArray(String[]::new);
    }
}
