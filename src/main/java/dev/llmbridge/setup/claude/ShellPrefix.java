package dev.llmbridge.setup.claude;

import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.posix.ShellWords.Word;
import java.util.List;
import java.util.Optional;

/**
 * What precedes a program in a shell line and does not change what the line does for us: {@code command -v PROGRAM &&},
 * assignments of variables, and {@code exec}.
 *
 * @param guard the program that must exist; empty if the line does not look for one
 * @param end the offset in the line after the {@code &&}; 0 if there is none
 * @param words the number of assignments and of the word {@code exec}
 * @param commandStart the offset at which the program begins
 */
record ShellPrefix(Optional<CalledProgram> guard, int end, int words, int commandStart) {
    static final ShellPrefix NONE = new ShellPrefix(Optional.empty(), 0, 0, 0);

    private static final String AND = "&&";
    private static final String EXEC = "exec";

    /** Returns the part up to {@code &&} of a line that begins by looking for a program; otherwise {@link #NONE}. */
    static ShellPrefix guardOf(String line) {
        for (int at = line.indexOf(AND); at >= 0; at = line.indexOf(AND, at + AND.length())) {
            List<Word> words = ShellWords.of(line.substring(0, at)).orElse(List.of());
            List<String> values = words.stream().map(Word::value).toList();
            if (words.size() > 2
                    && values.subList(0, 2).equals(List.of("command", "-v"))
                    && areRedirections(values.subList(3, values.size()))) {
                int end = at + AND.length();
                boolean isExpanded = CalledProgram.isExpanded(line, words.get(2).from());
                return new ShellPrefix(Optional.of(new CalledProgram(values.get(2), isExpanded)), end, 0, end);
            }
        }
        return NONE;
    }

    private static boolean areRedirections(List<String> words) {
        boolean isTarget = false;
        for (String word : words) {
            int operator = word.indexOf('>');
            boolean redirects =
                    operator >= 0 && word.substring(0, operator).chars().allMatch(c -> c == '&' || isDigit(c));
            if (!redirects && !isTarget) {
                return false;
            }
            isTarget = redirects && word.endsWith(">");
        }
        return !isTarget;
    }

    /** Adds the words at the beginning of the command that are assignments or {@code exec}. */
    ShellPrefix with(List<Word> command) {
        int count = 0;
        while (count < command.size() && isAssignment(command.get(count).value())) {
            count++;
        }
        if (count < command.size() && command.get(count).value().equals(EXEC)) {
            count++;
        }
        int start = count < command.size() ? command.get(count).from() : commandStart;
        return new ShellPrefix(guard, end, count, start);
    }

    private static boolean isAssignment(String word) {
        int equals = word.indexOf('=');
        return equals > 0
                && !isDigit(word.charAt(0))
                && word.substring(0, equals).chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '_');
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    boolean isPresent() {
        return words > 0 || guard.isPresent();
    }
}
