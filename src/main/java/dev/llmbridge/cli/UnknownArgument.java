package dev.llmbridge.cli;

import dev.llmbridge.display.text.SpellingSuggestion;
import dev.llmbridge.display.text.TextSanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * An argument that a command does not accept.
 *
 * @param word the argument, without the value of an option
 * @param command the program or the verb
 */
record UnknownArgument(String word, CommandLine command) {
    private static final int MAX_QUOTED = 60;
    private static final String DASHES = "--";

    /** Almost any other short word is similar to a shorter one. */
    private static final int MIN_SUGGESTED = 3;

    /** Returns the first argument that an invocation should not have; empty if the exception does not name it. */
    static Optional<UnknownArgument> of(UnmatchedArgumentException error) {
        List<String> unmatched = error.getUnmatched();
        return unmatched.isEmpty()
                ? Optional.empty()
                : Optional.of(new UnknownArgument(withoutValue(unmatched.getFirst()), error.getCommandLine()));
    }

    private static String withoutValue(String argument) {
        int equals = argument.startsWith("-") ? argument.indexOf('=') : -1;
        return equals < 0 ? argument : argument.substring(0, equals);
    }

    /** Describes the mistake in one line: with a suggestion if a known name is similar, otherwise with a reference. */
    String describe() {
        String quoted = "'" + TextSanitizer.truncate(TextSanitizer.clean(word), MAX_QUOTED) + "'";
        String problem = kind() + ": " + quoted;
        return suggestion()
                .map(known -> problem + "; did you mean '" + known + "'?")
                .orElseGet(() -> problem + "; " + reference(command));
    }

    /** Refers to the help of a command. */
    static String reference(CommandLine command) {
        return "see '" + command.getCommandSpec().qualifiedName() + " --help'";
    }

    private String kind() {
        if (isOption()) {
            return "Unknown option";
        }
        return command.getSubcommands().isEmpty() ? "Unexpected argument" : "Unknown subcommand";
    }

    private boolean isOption() {
        return word.startsWith("-");
    }

    private Optional<String> suggestion() {
        String name = isOption() ? withoutDashes(word) : word;
        if (name.length() < MIN_SUGGESTED) {
            return Optional.empty();
        }
        return isOption()
                ? SpellingSuggestion.nearest(name, optionNames()).map(DASHES::concat)
                : SpellingSuggestion.nearest(name, verbs());
    }

    private static String withoutDashes(String option) {
        return option.startsWith(DASHES) ? option.substring(2) : option.substring(1);
    }

    private List<String> optionNames() {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden() && option.longestName().startsWith(DASHES)) {
                names.add(withoutDashes(option.longestName()));
            }
        }
        return names;
    }

    private List<String> verbs() {
        List<String> names = new ArrayList<>();
        command.getSubcommands().forEach((name, verb) -> {
            if (!verb.getCommandSpec().usageMessage().hidden()) {
                names.add(name);
            }
        });
        return names;
    }
}
