package dev.llmbridge.setup.claude;

import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.posix.ShellWords.Word;
import java.util.List;
import java.util.Optional;

/**
 * A command line that calls this program, of whatever version and wherever it lies.
 *
 * @param command what starts the program: an executable, or a Java VM and the jar
 * @param commandEnd where the arguments begin in a shell's line; 0 where there is no such line
 * @param arguments the verb among them
 */
record BridgeCommandLine(List<String> command, int commandEnd, List<Word> arguments) {
    private static final String NAME = "/waybar-llm-bridge";
    private static final String JAR_OPTION = "-jar";
    private static final String JAR = "/quarkus-run.jar";
    private static final String UNSAFE = "'\"\\;|&()<>`$\n";

    BridgeCommandLine {
        command = List.copyOf(command);
        arguments = List.copyOf(arguments);
    }

    /** Reads a shell's line; empty where it does more than call this program with {@code verb}. */
    static Optional<BridgeCommandLine> ofShell(String line, String verb, ExecutableName ownName) {
        return ShellWords.of(line)
                .flatMap(words -> of(words, ownName))
                .or(() -> unquotedBlanks(line))
                .filter(call -> call.calls(verb));
    }

    /** Of a program that is started without a shell. */
    static Optional<BridgeCommandLine> ofWords(List<String> words, String verb, ExecutableName ownName) {
        return of(words.stream().map(word -> new Word(0, 0, word)).toList(), ownName)
                .filter(call -> call.calls(verb));
    }

    private static Optional<BridgeCommandLine> of(List<Word> words, ExecutableName ownName) {
        int length = lengthOfCommand(words, ownName);
        if (length == 0) {
            return Optional.empty();
        }
        List<String> command =
                words.subList(0, length).stream().map(Word::value).toList();
        return Optional.of(
                new BridgeCommandLine(command, words.get(length - 1).to(), words.subList(length, words.size())));
    }

    /** 0 where it is not this program's. */
    private static int lengthOfCommand(List<Word> words, ExecutableName ownName) {
        if (words.isEmpty()) {
            return 0;
        }
        String first = words.getFirst().value();
        if (ownName.isOf(first)) {
            return 1;
        }
        for (int i = 1; i + 1 < words.size() && first.endsWith("/java"); i++) {
            String jar = words.get(i + 1).value();
            if (words.get(i).value().equals(JAR_OPTION)) {
                return ownName.isOf(jar) || jar.endsWith(JAR) ? i + 2 : 0;
            }
        }
        return 0;
    }

    /** The original wrote its path without quotes, blanks and all. */
    private static Optional<BridgeCommandLine> unquotedBlanks(String line) {
        int end = line.indexOf(' ', Math.max(0, line.indexOf(NAME)));
        if (end < 0 || !isBlankedPath(line.substring(0, end))) {
            return Optional.empty();
        }
        return ShellWords.of(" ".repeat(end) + line.substring(end))
                .map(words -> new BridgeCommandLine(List.of(line.substring(0, end)), end, words))
                .filter(call -> call.isOfTheOriginal() || call.values().equals(List.of(StatusLineSetting.VERB)));
    }

    /** A program that is given another's path looks much the same. */
    private static boolean isBlankedPath(String program) {
        return program.startsWith("/")
                && !program.contains(" /")
                && ExecutableName.isUsual(program)
                && program.chars().noneMatch(c -> UNSAFE.indexOf(c) >= 0);
    }

    private boolean calls(String verb) {
        return values().contains(verb);
    }

    /** The file that the program is. */
    String program() {
        return command.getLast();
    }

    List<String> values() {
        return arguments.stream().map(Word::value).toList();
    }

    /** Whether the original wrote it: it had to be told by options what happened. */
    boolean isOfTheOriginal() {
        return values().contains("--type");
    }
}
