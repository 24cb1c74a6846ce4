package dev.llmbridge.setup;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.PartPlan.Obstacle;
import dev.llmbridge.setup.claude.Registration;
import dev.llmbridge.setup.claude.SettingsChange;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.file.TargetFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Registers the program with Claude Code, in the user settings of each of its configuration directories.
 *
 * @param ours the entries to install
 */
record HooksSetup(List<Path> directories, Registration ours) implements PartSetup {
    private static final String SETTINGS = "settings.json";

    /** A configuration directory contains at least one of these once Claude Code has used it. */
    private static final List<String> CONTENTS = List.of(SETTINGS, "projects", "sessions");

    HooksSetup {
        directories = List.copyOf(directories);
    }

    /** Plans a change to one settings file. */
    private interface Planner {
        FileChange plan(TargetFile file) throws ChangeRefusedException;
    }

    /**
     * Returns Claude Code's configuration directories: the configured one, whether or not it exists, the {@code others}
     * that the user has named, and directories in the home directory whose names begin with {@code .claude} and that
     * Claude Code has used.
     */
    static List<Path> directories(Environment environment, List<Path> others) {
        Set<Path> directories = new LinkedHashSet<>();
        environment.clientDirectory().ifPresent(directories::add);
        directories.addAll(others);
        environment.homeDirectory().ifPresent(home -> directories.addAll(usedIn(home)));
        return List.copyOf(directories);
    }

    private static List<Path> usedIn(Path home) {
        List<Path> used = new ArrayList<>();
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(home, ".claude*")) {
            for (Path candidate : candidates) {
                if (CONTENTS.stream().anyMatch(name -> Files.exists(candidate.resolve(name)))) {
                    used.add(candidate);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // A home directory that cannot be read has none that can be used.
            return List.of();
        }
        used.sort(null);
        return used;
    }

    @Override
    public PartPlan install() {
        return plan(file -> SettingsChange.toInstall(file, ours));
    }

    @Override
    public PartPlan uninstall() {
        return plan(file -> SettingsChange.toUninstall(file, ours.ownName()));
    }

    private PartPlan plan(Planner planner) {
        List<SetupStep> steps = new ArrayList<>();
        List<Obstacle> obstacles = new ArrayList<>();
        if (directories.isEmpty()) {
            obstacles.add(new Obstacle("neither HOME nor CLAUDE_CONFIG_DIR is set", ""));
        }
        Set<Path> planned = new HashSet<>();
        for (Path directory : directories) {
            try {
                TargetFile file = TargetFile.at(directory.resolve(SETTINGS));
                FileChange change = planner.plan(file);
                // Two directories, or two files, may be links to the same one.
                if (!change.isEmpty() && planned.add(file.target())) {
                    file.requireReplaceable();
                    steps.add(new ChangeFile(change));
                }
            } catch (ChangeRefusedException e) {
                obstacles.add(new Obstacle(e.getMessage(), e.isManagedByNix() ? ours.asNix() : pasteable()));
            }
        }
        return new PartPlan(SetupPart.hooks, steps, obstacles);
    }

    private String pasteable() {
        return new String(ours.newSettings(), StandardCharsets.UTF_8);
    }
}
