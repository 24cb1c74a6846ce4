package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.claude.ChangeRefusedException;
import dev.llmbridge.setup.claude.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that select a Claude Code settings file. */
final class SettingsOptions {
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
                    "project: .claude/settings.json in this folder;",
                    "local: .claude/settings.local.json in this folder."
                })
        Optional<Scope> scope = Optional.empty();
    }

    /** Claude Code's settings scopes, under the names it gives them. */
    enum Scope {
        user,
        project,
        local
    }

    SettingsFile file(Environment environment) throws ChangeRefusedException {
        if (place.settings.isPresent()) {
            Path named = place.settings.get().toAbsolutePath();
            if (!Files.isDirectory(named.getParent())) {
                throw ChangeRefusedException.ofMissingFolder(named);
            }
            return SettingsFile.at(named);
        }
        return SettingsFile.at(
                switch (place.scope.orElse(Scope.user)) {
                    case user ->
                        environment
                                .clientFolder()
                                .orElseThrow(ChangeRefusedException::ofMissingHome)
                                .resolve("settings.json");
                    case project -> Path.of(".claude/settings.json");
                    case local -> Path.of(".claude/settings.local.json");
                });
    }
}
