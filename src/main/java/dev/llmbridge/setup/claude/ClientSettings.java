package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.TargetFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings files that Claude Code reads in one directory, taken together. */
public final class ClientSettings {
    /** The directory with the managed settings of this machine. */
    public static final Path MANAGED = Path.of("/etc/claude-code");

    private static final String DISABLE_ALL_HOOKS = "\"disableAllHooks\"";

    private final List<SettingsLayer> own;
    private final List<SettingsLayer> managed;

    /**
     * Where the files are. They need not exist.
     *
     * @param user the user's settings
     * @param project the directory {@code .claude} of the project
     * @param managed the directory with the machine's managed settings, which take precedence
     */
    public record Places(Path user, Path project, Path managed) {}

    /**
     * What stops the user's hooks.
     *
     * @param setting the name of the setting, in quotes
     * @param isManaged whether only an administrator can change it
     */
    public record Restriction(String setting, Path file, boolean isManaged) {}

    private record SettingsLayer(Path file, SettingsInspection inspection) {}

    private ClientSettings(List<SettingsLayer> own, List<SettingsLayer> managed) {
        this.own = own;
        this.managed = managed;
    }

    /**
     * Reads all files.
     *
     * @param ownName the name that identifies our entries
     * @throws ChangeRefusedException if a file cannot be read or does not have the form that Claude Code accepts
     */
    public static ClientSettings read(Places places, ExecutableName ownName) throws ChangeRefusedException {
        List<Path> ownFiles = new ArrayList<>(List.of(places.user()));
        for (String name : List.of("settings.json", "settings.local.json")) {
            Path file = places.project().resolve(name);
            if (!ownFiles.contains(file)) {
                ownFiles.add(file);
            }
        }
        return new ClientSettings(read(ownFiles, ownName), read(managedFiles(places.managed()), ownName));
    }

    private static List<SettingsLayer> read(List<Path> files, ExecutableName ownName) throws ChangeRefusedException {
        List<SettingsLayer> layers = new ArrayList<>();
        for (Path file : files) {
            SettingsInspection.of(TargetFile.at(file), ownName)
                    .ifPresent(inspection -> layers.add(new SettingsLayer(file, inspection)));
        }
        return List.copyOf(layers);
    }

    /** Returns the managed files in ascending order of precedence. */
    private static List<Path> managedFiles(Path directory) {
        List<Path> parts = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(directory.resolve("managed-settings.d"), "[!.]*.json")) {
            entries.forEach(parts::add);
        } catch (IOException | DirectoryIteratorException e) {
            // A missing directory contains nothing.
        }
        parts.sort(null);
        parts.addFirst(directory.resolve("managed-settings.json"));
        return parts;
    }

    /** Returns the settings whose hooks Claude Code runs. */
    public List<SettingsInspection> effective() {
        if (managedDisabling().isPresent()) {
            return List.of();
        }
        List<SettingsInspection> effective = new ArrayList<>();
        if (restriction().isEmpty()) {
            own.forEach(layer -> effective.add(layer.inspection()));
        }
        managed.forEach(layer -> effective.add(layer.inspection()));
        return effective;
    }

    /** Returns all settings, whether or not their hooks run. */
    public List<SettingsInspection> all() {
        return Stream.concat(own.stream(), managed.stream())
                .map(SettingsLayer::inspection)
                .toList();
    }

    /** Returns what stops the hooks in the user's and the project's settings; empty if Claude Code runs them. */
    public Optional<Restriction> restriction() {
        return managedDisabling().or(this::managedExclusion).or(this::ownDisabling);
    }

    private Optional<Restriction> managedDisabling() {
        return disabling(managed, true);
    }

    /** The managed settings take precedence, and among the others the local ones, then those of the project. */
    private Optional<Restriction> ownDisabling() {
        boolean isDecided = managed.stream()
                .anyMatch(layer -> layer.inspection().disableAllHooks().isPresent());
        return isDecided ? Optional.empty() : disabling(own, false);
    }

    /** Only the value in the file with the highest precedence counts. */
    private static Optional<Restriction> disabling(List<SettingsLayer> layers, boolean isManaged) {
        return layers.reversed().stream()
                .filter(layer -> layer.inspection().disableAllHooks().isPresent())
                .findFirst()
                .filter(layer -> layer.inspection().hooksDisabled())
                .map(layer -> new Restriction(DISABLE_ALL_HOOKS, layer.file(), isManaged));
    }

    private Optional<Restriction> managedExclusion() {
        Optional<Restriction> managedOnly = managed.reversed().stream()
                .filter(layer -> layer.inspection().allowManagedHooksOnly().isPresent())
                .findFirst()
                .filter(layer -> layer.inspection().allowManagedHooksOnly().get())
                .map(layer -> new Restriction("\"allowManagedHooksOnly\"", layer.file(), true));
        return managedOnly.or(() -> managed.reversed().stream()
                .filter(layer -> layer.inspection().hooksOnlyFromPlugins())
                .findFirst()
                .map(layer -> new Restriction("\"strictPluginOnlyCustomization\"", layer.file(), true)));
    }
}
