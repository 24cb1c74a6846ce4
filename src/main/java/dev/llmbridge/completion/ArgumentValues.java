package dev.llmbridge.completion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;

/** The values that a shell offers for an argument. */
sealed interface ArgumentValues {
    /** No argument: the option is a switch. */
    record None() implements ArgumentValues {}

    /** One of these words. */
    record Choice(List<String> words) implements ArgumentValues {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /** A file or a directory. */
    record File() implements ArgumentValues {}

    /** A command and its arguments. */
    record Command() implements ArgumentValues {}

    /** Any text; the shell offers nothing. */
    record Any() implements ArgumentValues {}

    static ArgumentValues of(ArgSpec spec) {
        if (spec.arity().max() == 0) {
            return new None();
        }
        if (spec.completionCandidates() != null) {
            List<String> words = new ArrayList<>();
            spec.completionCandidates().forEach(words::add);
            return new Choice(words);
        }
        return switch (spec.paramLabel()) {
            case "PATH", "FILE", "DIR" -> new File();
            case "COMMAND" -> new Command();
            default -> spec.type() == Path.class ? new File() : new Any();
        };
    }
}
