package dev.llmbridge.setup.systemd;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.IoErrorMessage;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.UnifiedDiff;
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
import java.util.Optional;

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

    /**
     * A unit file to write.
     *
     * @param before the current content; empty if there is no file
     * @param content the complete content to write
     */
    public record UnitFile(Path path, Optional<String> before, String content) {
        /** Returns whether the file already has this content. */
        public boolean isUpToDate() {
            return before.equals(Optional.of(content));
        }

        /** Returns the change as a unified diff; empty if the file is up to date. */
        public String diff() {
            return UnifiedDiff.of(path, before.map(UnitFile::bytes), Optional.of(bytes(content)));
        }

        /**
         * Writes the file.
         *
         * @throws ChangeRefusedException if it cannot be written
         */
        public void write() throws ChangeRefusedException {
            try {
                Files.createDirectories(path.getParent());
                replace();
            } catch (IOException e) {
                throw new ChangeRefusedException("cannot write " + path + ": " + IoErrorMessage.of(e));
            }
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private void replace() throws IOException {
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE));
            Path temporary = path.resolveSibling(".llm-bridge-" + System.nanoTime() + ".tmp");
            Files.createFile(temporary, mode);
            try {
                Files.writeString(temporary, content);
                Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
    }

    UnitDirectory(Path directory, List<Path> packageDirectories) {
        this.directory = directory;
        this.packageDirectories = List.copyOf(packageDirectories);
    }

    /**
     * Returns the unit directory that the given environment specifies.
     *
     * @throws ChangeRefusedException if neither $XDG_CONFIG_HOME nor $HOME names a directory
     */
    public static UnitDirectory of(Environment environment) throws ChangeRefusedException {
        Path config = environment
                .configDirectory()
                .orElseThrow(() -> new ChangeRefusedException("HOME is not set, so there is no directory for units"));
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
     * @throws ChangeRefusedException if {@link #install} would refuse to write a file
     */
    public List<UnitFile> plan(List<String> program) throws ChangeRefusedException {
        List<UnitFile> files = new ArrayList<>();
        for (Unit unit : Unit.values()) {
            Path file = pathOf(unit);
            Optional<String> before = requireAbsentOrOurs(unit, file);
            requireNotPackaged(unit);
            files.add(new UnitFile(file, before, ManagedFileHeader.addTo(unit.text(program))));
        }
        return List.copyOf(files);
    }

    /**
     * Writes the units, replacing any that were written earlier.
     *
     * @return the files that were written because they were missing or different
     * @throws ChangeRefusedException if {@link #plan} throws or a file cannot be written; files that precede it in the
     *     plan may already have been written
     */
    public List<UnitFile> install(List<String> program) throws ChangeRefusedException {
        List<UnitFile> written = new ArrayList<>();
        for (UnitFile unit : plan(program)) {
            if (!unit.isUpToDate()) {
                unit.write();
                written.add(unit);
            }
        }
        return List.copyOf(written);
    }

    /**
     * Returns the files that {@link #remove} would delete: our units, and the links that enable them.
     *
     * @throws ChangeRefusedException if a file with a unit's name is not ours or has been edited
     */
    public List<Path> removable() throws ChangeRefusedException {
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
     * @throws ChangeRefusedException if a file with a unit's name is not ours, has been edited or cannot be removed
     */
    public List<Path> remove() throws ChangeRefusedException {
        List<Path> files = removable();
        for (Path file : files) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new ChangeRefusedException("cannot remove " + file + ": " + IoErrorMessage.of(e));
            }
        }
        return files;
    }

    private Path pathOf(Unit unit) {
        return directory.resolve(unit.fileName());
    }

    /** Returns whether a package has installed all units, so that they only have to be enabled. */
    public boolean isPackaged() {
        return Arrays.stream(Unit.values()).allMatch(unit -> packageDirectories.stream()
                .anyMatch(packaged -> Files.exists(packaged.resolve(unit.fileName()))));
    }

    private void requireNotPackaged(Unit unit) throws ChangeRefusedException {
        for (Path packageDirectory : packageDirectories) {
            Path file = packageDirectory.resolve(unit.fileName());
            if (Files.exists(file)) {
                throw new ChangeRefusedException(file + " was installed by a package; enable it instead:"
                        + " systemctl --user enable --now llm-bridge.socket llm-bridge.service");
            }
        }
    }

    /** Returns the content of the file; empty if there is none. */
    private Optional<String> requireAbsentOrOurs(Unit unit, Path file) throws ChangeRefusedException {
        try {
            if (isInNixStore(directory) || Files.isSymbolicLink(file) && isInNixStore(file)) {
                throw new ChangeRefusedException(
                        file + " is in /nix/store: set services.llm-bridge.enable in Home Manager", true);
            }
            if (Files.isSymbolicLink(file)) {
                throw new ChangeRefusedException(
                        file + " is a link to " + Files.readSymbolicLink(file) + "; remove it first");
            }
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            switch (ManagedFileHeader.check(content)) {
                case INTACT -> {}
                case EDITED ->
                    throw new ChangeRefusedException(
                            file + " was edited; move it elsewhere first, and make your changes with"
                                    + " 'systemctl --user edit " + unit.fileName() + "'");
                case MISSING ->
                    throw new ChangeRefusedException(
                            file + " was not written by install-service; move it elsewhere first");
            }
            return Optional.of(content);
        } catch (IOException e) {
            throw new ChangeRefusedException("cannot read " + file + ": " + IoErrorMessage.of(e));
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
