package dev.llmbridge.completion;

import java.util.Arrays;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** A shell for which there is a completion script. */
public enum Shell {
    BASH("bash"),
    ZSH("zsh"),
    FISH("fish");

    private final String word;

    Shell(String word) {
        this.word = word;
    }

    /** Returns the shell with that name. */
    public static Optional<Shell> of(String word) {
        return Arrays.stream(values()).filter(shell -> shell.word.equals(word)).findFirst();
    }

    /** Returns the completion script of {@code program} for this shell, to be sourced or installed. */
    public String script(CommandSpec program) {
        return switch (this) {
            case BASH -> AutoComplete.bash(program.name(), program.commandLine());
            case ZSH -> new ZshScript(CompletedCommand.of(program)).text();
            case FISH -> new FishScript(CompletedCommand.of(program)).text();
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
