package dev.llmbridge.setup.waybar;

import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.posix.ShellWords.Word;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises our modules by the shell line that they run.
 *
 * @param program the path of this program: the executable or the jar
 * @param stateFile the file that a module may print instead of running this program
 */
public record ModuleOwnership(String program, Path stateFile) {
    private static final String NAME = "waybar-llm-bridge";
    private static final String JAR = "/quarkus-run.jar";
    private static final String VERB = "status";
    private static final Pattern STATUS = Pattern.compile("\\b" + VERB + "\\b");

    /**
     * The part of a shell line that starts this program.
     *
     * @param from the offset of the first word
     * @param to the offset after the last word
     */
    record ProgramRange(int from, int to) {}

    /** Returns whether a module shows the state of this program, by running {@code status} or in another way. */
    public boolean showsState(ConfiguredModule module) {
        return module.exec()
                .filter(exec -> exec.contains(stateFile.toString())
                        || STATUS.matcher(exec).find()
                                && (exec.contains(NAME) || exec.contains(JAR) || exec.contains(program)))
                .isPresent();
    }

    /** Returns whether a module only runs {@code status}, as the modules that we write do. */
    boolean isOurs(ConfiguredModule module) {
        return module.exec().flatMap(this::programIn).isPresent();
    }

    /** Returns where a shell line starts this program; empty if it does anything but run {@code status}. */
    Optional<ProgramRange> programIn(String exec) {
        List<Word> words = ShellWords.of(exec).orElse(List.of());
        int first = 0;
        while (first < words.size() && isPrefix(words.get(first).value())) {
            first++;
        }
        int last = lastOfCommand(words, first);
        boolean runsStatus = last >= 0
                && words.stream().skip(last + 1L).anyMatch(word -> word.value().equals(VERB));
        return runsStatus
                ? Optional.of(new ProgramRange(
                        words.get(first).from(), words.get(last).to()))
                : Optional.empty();
    }

    private static boolean isPrefix(String word) {
        return word.equals("exec") || word.matches("[A-Za-z_][A-Za-z0-9_]*=.*");
    }

    /** Returns the index of the last word that starts this program: the executable or the jar; negative if none does. */
    private int lastOfCommand(List<Word> words, int first) {
        if (first >= words.size()) {
            return -1;
        }
        if (isProgram(words.get(first).value())) {
            return first;
        }
        boolean isJava = Path.of("/", words.get(first).value()).endsWith("java");
        for (int i = first + 1; isJava && i + 1 < words.size(); i++) {
            String jar = words.get(i + 1).value();
            if (words.get(i).value().equals("-jar")) {
                return jar.endsWith(JAR) || isProgram(jar) ? i + 1 : -1;
            }
        }
        return -1;
    }

    private boolean isProgram(String word) {
        return word.equals(program) || word.substring(word.lastIndexOf('/') + 1).contains(NAME);
    }
}
