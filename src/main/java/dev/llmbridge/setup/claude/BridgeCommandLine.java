package dev.llmbridge.setup.claude;

import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.posix.ShellWords.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command line that calls this program, whatever its version and path.
 *
 * @param command the words that start the program: an executable, or a Java VM and the jar
 * @param prefix what precedes the command in the shell line
 * @param commandEnd the offset in the shell line at which the command ends; 0 if there is no shell line
 * @param arguments the remaining words, including the verb
 * @param line the shell line; empty if the command is started without a shell
 */
record BridgeCommandLine(
        List<String> command, ShellPrefix prefix, int commandEnd, List<Word> arguments, Optional<String> line) {
    private static final String NAME = "/waybar-llm-bridge";
    private static final String JAR_OPTION = "-jar";
    private static final String JAR = "/quarkus-run.jar";
    private static final String UNSAFE = "'\"\\;|&()<>`$\n";

    BridgeCommandLine {
        command = List.copyOf(command);
        arguments = List.copyOf(arguments);
    }

    /** Parses a shell line; returns empty unless it calls this program with {@code verb} and does nothing else. */
    static Optional<BridgeCommandLine> ofShell(String line, String verb, ExecutableName ownName) {
        return ofShell(line, ownName).or(() -> withUnquotedSpaces(line)).filter(call -> call.calls(verb));
    }

    private static Optional<BridgeCommandLine> ofShell(String line, ExecutableName ownName) {
        ShellPrefix guard = ShellPrefix.guardOf(line);
        return ShellWords.of(" ".repeat(guard.end()) + line.substring(guard.end()))
                .flatMap(words -> {
                    ShellPrefix prefix = guard.with(words);
                    return of(words.subList(prefix.words(), words.size()), prefix, Optional.of(line), ownName);
                });
    }

    /**
     * Interprets the words of a command line without a shell; returns empty unless it calls this program with
     * {@code verb}.
     */
    static Optional<BridgeCommandLine> ofWords(List<String> words, String verb, ExecutableName ownName) {
        List<Word> unplaced = words.stream().map(word -> new Word(0, 0, word)).toList();
        return of(unplaced, ShellPrefix.NONE, Optional.empty(), ownName).filter(call -> call.calls(verb));
    }

    private static Optional<BridgeCommandLine> of(
            List<Word> words, ShellPrefix prefix, Optional<String> line, ExecutableName ownName) {
        int length = commandLength(words, ownName);
        if (length == 0) {
            return Optional.empty();
        }
        List<String> command =
                words.subList(0, length).stream().map(Word::value).toList();
        int end = words.get(length - 1).to();
        return Optional.of(new BridgeCommandLine(command, prefix, end, words.subList(length, words.size()), line));
    }

    /** Returns the number of leading words that start this program; 0 if the line starts another program. */
    private static int commandLength(List<Word> words, ExecutableName ownName) {
        if (words.isEmpty()) {
            return 0;
        }
        String first = words.getFirst().value();
        if (ownName.matches(first)) {
            return 1;
        }
        for (int i = 1; i + 1 < words.size() && first.endsWith("/java"); i++) {
            String jar = words.get(i + 1).value();
            if (words.get(i).value().equals(JAR_OPTION)) {
                return ownName.matches(jar) || jar.endsWith(JAR) ? i + 2 : 0;
            }
        }
        return 0;
    }

    /** The original program wrote its path without quotes, even if it contained spaces. */
    private static Optional<BridgeCommandLine> withUnquotedSpaces(String line) {
        int end = line.indexOf(' ', Math.max(0, line.indexOf(NAME)));
        if (end < 0 || !isPathWithSpaces(line.substring(0, end))) {
            return Optional.empty();
        }
        return ShellWords.of(" ".repeat(end) + line.substring(end))
                .map(words -> new BridgeCommandLine(
                        List.of(line.substring(0, end)), ShellPrefix.NONE, end, words, Optional.of(line)))
                .filter(call -> call.isFromOriginal() || call.argumentValues().equals(List.of(StatusLineSetting.VERB)));
    }

    /** Returns false for another program that has our path as an argument, which looks similar. */
    private static boolean isPathWithSpaces(String program) {
        return program.startsWith("/")
                && !program.contains(" /")
                && ExecutableName.hasDefaultName(program)
                && program.chars().noneMatch(c -> UNSAFE.indexOf(c) >= 0);
    }

    private boolean calls(String verb) {
        return argumentValues().contains(verb);
    }

    /** Returns the program, and what the shell looks for before it calls the program. */
    Set<CalledProgram> programs() {
        boolean isExpanded = line.isPresent() && CalledProgram.isExpanded(line.get(), prefix.commandStart());
        CalledProgram called = new CalledProgram(command.getLast(), isExpanded);
        return prefix.guard().map(guard -> Set.copyOf(List.of(called, guard))).orElse(Set.of(called));
    }

    boolean inShell() {
        return line.isPresent();
    }

    /**
     * Returns whether the program is not named by its path alone, so that the line may suit several machines or users.
     */
    boolean isPortable() {
        return command.size() == 1 && (prefix.isPresent() || !command.getFirst().startsWith("/"));
    }

    List<String> argumentValues() {
        return arguments.stream().map(Word::value).toList();
    }

    /** Returns whether it was written by the original program, which passed the kind of event as an option. */
    boolean isFromOriginal() {
        return argumentValues().contains("--type");
    }
}
