package dev.llmbridge.completion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** A shell for which there is a completion script. */
public enum Shell {
    BASH,
    ZSH,
    FISH;

    /** Returns the shell with the given name, which must be in lower case; empty if there is none. */
    public static Optional<Shell> of(String name) {
        return Arrays.stream(values())
                .filter(shell -> shell.toString().equals(name))
                .findFirst();
    }

    /** Returns this shell's completion script for {@code program}, to be sourced or installed. */
    public String script(CommandSpec program) {
        return switch (this) {
            case BASH -> AutoComplete.bash(program.name(), program.commandLine());
            case ZSH -> new ZshScript(CommandDescription.of(program)).text();
            case FISH -> new FishScript(CommandDescription.of(program)).text();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
