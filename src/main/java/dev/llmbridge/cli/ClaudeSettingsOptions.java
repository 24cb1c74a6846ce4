package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.file.TargetFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of the verbs that edit Claude Code's settings: which file, and whether to only show the changes. */
final class ClaudeSettingsOptions {
    @ArgGroup
    Place place = new Place();

    @Option(names = "--dry-run", description = "Print the changes as a unified diff without applying them.")
    boolean dryRun;

    /** The mutually exclusive ways to name the file. */
    static final class Place {
        @Option(names = "--settings", paramLabel = "FILE", description = "Path of the settings file.")
        Optional<Path> settings = Optional.empty();

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                description = {
                    "user (default): settings.json in $$CLAUDE_CONFIG_DIR or ~/.claude;",
                    "project: .claude/settings.json in the current directory;",
                    "local: .claude/settings.local.json in the current directory."
                })
        Optional<Scope> scope = Optional.empty();
    }

    /** The scopes of Claude Code's settings, named as Claude Code names them. */
    enum Scope {
        user,
        project,
        local
    }

    /** Returns whether the file belongs to everyone who uses the project. */
    boolean isShared() {
        return place.scope.equals(Optional.of(Scope.project));
    }

    /** Returns whether the file takes the place of the user's settings. */
    boolean isForUser() {
        return place.scope.isEmpty() || place.scope.equals(Optional.of(Scope.user));
    }

    TargetFile file(Environment environment) throws ChangeRefusedException {
        if (place.settings.isPresent()) {
            Path named = absolute(place.settings.get(), environment);
            if (named.getParent() == null) {
                throw new ChangeRefusedException(named + " is not a file");
            }
            if (!Files.isDirectory(named.getParent())) {
                throw new ChangeRefusedException(named.getParent() + " does not exist or is not a directory");
            }
            return TargetFile.at(named);
        }
        return TargetFile.at(
                switch (place.scope.orElse(Scope.user)) {
                    case user ->
                        environment
                                .clientDirectory()
                                .orElseThrow(() -> new ChangeRefusedException(
                                        "neither HOME nor CLAUDE_CONFIG_DIR is set: name the file with --settings"))
                                .resolve("settings.json");
                    case project -> absolute(Path.of(".claude/settings.json"), environment);
                    case local -> absolute(Path.of(".claude/settings.local.json"), environment);
                });
    }

    private static Path absolute(Path path, Environment environment) throws ChangeRefusedException {
        return environment
                .absolute(path)
                .orElseThrow(() -> new ChangeRefusedException(Environment.DIRECTORY_WAS_DELETED));
    }

    /**
     * Applies the change, or prints it as a diff.
     *
     * @param changed what to print after the file's name if the change was applied
     * @param unchanged what to print there if there was nothing to change
     * @return whether there was anything to change
     * @throws ChangeRefusedException if the change cannot be applied
     */
    boolean apply(FileChange change, TargetFile file, String changed, String unchanged, VerbOutput output)
            throws ChangeRefusedException {
        if (change.isEmpty()) {
            output.println(file.path() + ": " + unchanged);
            return false;
        }
        file.requireReplaceable();
        if (dryRun) {
            output.print(change.diff());
        } else {
            Optional<Path> backup = change.apply(LocalDate.now(ZoneId.systemDefault()));
            output.println(file.path() + ": " + changed);
            backup.ifPresent(copy -> output.println("backup: " + copy));
        }
        return true;
    }
}
