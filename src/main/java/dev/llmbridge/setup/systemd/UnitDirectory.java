package dev.llmbridge.setup.systemd;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.IoErrorMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The directory for a user's own units: {@code systemd/user} in the configuration directory. */
public final class UnitDirectory {
    private static final Path NIX_STORE = Path.of("/nix/store");
    /** Units are not secret, and systemd warns about units that others cannot read. */
    private static final String MODE = "rw-r--r--";

    /** The directories below which packages install units; units in the user's own directory override them. */
    private static final List<Path> SYSTEM_DIRECTORIES =
            List.of(Path.of("/etc"), Path.of("/usr/local/lib"), Path.of("/usr/lib"));

    private final Path directory;
    private final List<Path> packageDirectories;

    /** A unit file to write, with its complete content. */
    public record UnitFile(Path path, String content) {
        private boolean isUpToDate() throws IOException {
            return Files.exists(path)
                    && Arrays.equals(Files.readAllBytes(path), content.getBytes(StandardCharsets.UTF_8));
        }
    }

    UnitDirectory(Path directory, List<Path> packageDirectories) {
        this.directory = directory;
        this.packageDirectories = List.copyOf(packageDirectories);
    }

    /**
     * Returns the unit directory that the given environment specifies.
     *
     * @throws ServiceSetupException if neither $XDG_CONFIG_HOME nor $HOME names a directory
     */
    public static UnitDirectory of(Environment environment) throws ServiceSetupException {
        Path config = environment
                .configDirectory()
                .orElseThrow(() -> new ServiceSetupException("HOME is not set, so there is no directory for units"));
        List<Path> packageDirectories = new ArrayList<>(SYSTEM_DIRECTORIES);
        environment.dataDirectory().ifPresent(packageDirectories::add);
        return new UnitDirectory(
                unitsIn(config),
                packageDirectories.stream().map(UnitDirectory::unitsIn).toList());
    }

    private static Path unitsIn(Path directory) {
        return directory.resolve("systemd/user");
    }

    /**
     * Returns the unit files of an installation, whether or not they exist.
     *
     * @param program the command line that starts the program; its first word is an absolute path
     * @throws ServiceSetupException if {@link #install} would refuse to write a file
     */
    public List<UnitFile> plan(List<String> program) throws ServiceSetupException {
        List<UnitFile> files = new ArrayList<>();
        for (Unit unit : Unit.values()) {
            Path file = pathOf(unit);
            requireAbsentOrOurs(unit, file);
            requireNotPackaged(unit);
            files.add(new UnitFile(file, ManagedFileHeader.addTo(unit.text(program))));
        }
        return List.copyOf(files);
    }

    /**
     * Writes the units, replacing any that were written earlier.
     *
     * @return the files that were written because they were missing or different
     * @throws ServiceSetupException if {@link #plan} throws or a file cannot be written; files that precede it in the
     *     plan may already have been written
     */
    public List<UnitFile> install(List<String> program) throws ServiceSetupException {
        List<UnitFile> written = new ArrayList<>();
        for (UnitFile unit : plan(program)) {
            try {
                if (!unit.isUpToDate()) {
                    Files.createDirectories(directory);
                    replace(unit);
                    written.add(unit);
                }
            } catch (IOException e) {
                throw new ServiceSetupException("cannot write " + unit.path() + ": " + IoErrorMessage.of(e));
            }
        }
        return List.copyOf(written);
    }

    private static void replace(UnitFile unit) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE));
        Path temporary = unit.path().resolveSibling(".llm-bridge-" + System.nanoTime() + ".tmp");
        Files.createFile(temporary, mode);
        try {
            Files.writeString(temporary, unit.content());
            Files.move(temporary, unit.path(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Returns the files that {@link #remove} would delete: our units, and the links that enable them.
     *
     * @throws ServiceSetupException if a file with a unit's name is not ours or has been edited
     */
    public List<Path> removable() throws ServiceSetupException {
        List<Path> files = new ArrayList<>();
        for (Unit unit : Unit.values()) {
            Path file = pathOf(unit);
            requireAbsentOrOurs(unit, file);
            Path enabled = directory.resolve(unit.wantedBy() + ".wants").resolve(unit.fileName());
            if (Files.isSymbolicLink(enabled) && Files.exists(file)) {
                files.add(enabled);
            }
            if (Files.exists(file)) {
                files.add(file);
            }
        }
        return List.copyOf(files);
    }

    /**
     * Removes our units.
     *
     * @return the deleted files; empty if there were none
     * @throws ServiceSetupException if a file with a unit's name is not ours, has been edited or cannot be removed
     */
    public List<Path> remove() throws ServiceSetupException {
        List<Path> files = removable();
        for (Path file : files) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new ServiceSetupException("cannot remove " + file + ": " + IoErrorMessage.of(e));
            }
        }
        return files;
    }

    private Path pathOf(Unit unit) {
        return directory.resolve(unit.fileName());
    }

    private void requireNotPackaged(Unit unit) throws ServiceSetupException {
        for (Path packageDirectory : packageDirectories) {
            Path file = packageDirectory.resolve(unit.fileName());
            if (Files.exists(file)) {
                throw new ServiceSetupException(file + " was installed by a package; enable it instead:"
                        + " systemctl --user enable --now llm-bridge.socket llm-bridge.service");
            }
        }
    }

    private void requireAbsentOrOurs(Unit unit, Path file) throws ServiceSetupException {
        try {
            if (isInNixStore(directory) || Files.isSymbolicLink(file) && isInNixStore(file)) {
                throw new ServiceSetupException(
                        file + " is in /nix/store: set services.llm-bridge.enable in Home Manager");
            }
            if (Files.isSymbolicLink(file)) {
                throw new ServiceSetupException(
                        file + " is a link to " + Files.readSymbolicLink(file) + "; remove it first");
            }
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            switch (ManagedFileHeader.check(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))) {
                case INTACT -> {}
                case EDITED ->
                    throw new ServiceSetupException(
                            file + " was edited; move it elsewhere first, and make your changes with"
                                    + " 'systemctl --user edit " + unit.fileName() + "'");
                case MISSING ->
                    throw new ServiceSetupException(
                            file + " was not written by install-service; move it elsewhere first");
            }
        } catch (IOException e) {
            throw new ServiceSetupException("cannot read " + file + ": " + IoErrorMessage.of(e));
        }
    }

    /** Returns whether a path is in the Nix store. A dangling link counts if its target would be in the store. */
    private static boolean isInNixStore(Path path) throws IOException {
        if (Files.isSymbolicLink(path) && Files.readSymbolicLink(path).startsWith(NIX_STORE)) {
            return true;
        }
        return Files.exists(path) && path.toRealPath().startsWith(NIX_STORE);
    }
}
