package dev.llmbridge.setup.systemd;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.IoErrorMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Where a user's own units are: {@code systemd/user} in the configuration folder. */
public final class UnitFolder {
    private static final Path STORE = Path.of("/nix/store");
    /** Units are no secrets, and systemd complains of one that others may not read. */
    private static final String MODE = "rw-r--r--";

    /** Where packages put units, for all users; what stands in a user's own folder hides them. */
    private static final List<Path> OF_PACKAGES =
            List.of(Path.of("/etc"), Path.of("/usr/local/lib"), Path.of("/usr/lib"));

    private final Path folder;
    private final List<Path> packageFolders;

    UnitFolder(Path folder, List<Path> packageFolders) {
        this.folder = folder;
        this.packageFolders = List.copyOf(packageFolders);
    }

    /**
     * Of the user whose environment this is.
     *
     * @throws ServiceSetupException where neither $XDG_CONFIG_HOME nor $HOME names a folder
     */
    public static UnitFolder of(Environment environment) throws ServiceSetupException {
        Path config = environment
                .configFolder()
                .orElseThrow(() -> new ServiceSetupException("HOME is not set, and so there is no folder for units"));
        List<Path> packageFolders = new ArrayList<>(OF_PACKAGES);
        environment.dataFolder().ifPresent(packageFolders::add);
        return new UnitFolder(
                inside(config), packageFolders.stream().map(UnitFolder::inside).toList());
    }

    private static Path inside(Path folder) {
        return folder.resolve("systemd/user");
    }

    /**
     * The files as {@link #install} would leave them.
     *
     * @param program the words that start the program, the first one an absolute path
     * @throws ServiceSetupException where it would refuse to
     */
    public List<UnitFile> plan(List<String> program) throws ServiceSetupException {
        List<UnitFile> files = new ArrayList<>();
        for (Unit unit : Unit.values()) {
            Path file = place(unit);
            refuseUnlessOurs(unit, file);
            refuseToHide(unit);
            files.add(new UnitFile(file, ManagedFileHeader.on(unit.text(program))));
        }
        return List.copyOf(files);
    }

    /**
     * Puts the units there, over earlier ones of ours.
     *
     * @return the files that were not there, or were different
     * @throws ServiceSetupException where a file of that name is not ours, or cannot be written; those that stand before it in
     *     {@link #plan} may have been written then
     */
    public List<UnitFile> install(List<String> program) throws ServiceSetupException {
        List<UnitFile> written = new ArrayList<>();
        for (UnitFile unit : plan(program)) {
            try {
                if (!unit.isInPlace()) {
                    Files.createDirectories(folder);
                    replace(unit);
                    written.add(unit);
                }
            } catch (IOException e) {
                throw new ServiceSetupException("cannot write " + unit.path() + ": " + IoErrorMessage.of(e), e);
            }
        }
        return List.copyOf(written);
    }

    private static void replace(UnitFile unit) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE));
        Path temporary = Files.createTempFile(unit.path().getParent(), ".llm-bridge-", ".tmp", mode);
        try {
            Files.writeString(temporary, unit.content());
            Files.move(temporary, unit.path(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * What {@link #remove} would take away: our units, and the links that enable them.
     *
     * @throws ServiceSetupException where a file of that name is not ours
     */
    public List<Path> removable() throws ServiceSetupException {
        List<Path> files = new ArrayList<>();
        for (Unit unit : Unit.values()) {
            Path file = place(unit);
            refuseUnlessOurs(unit, file);
            Path enabled = folder.resolve(unit.wantedBy() + ".wants").resolve(unit.fileName());
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
     * Takes our units away.
     *
     * @return the files that are gone now; empty where there were none
     * @throws ServiceSetupException where a file of that name is not ours, or cannot be removed
     */
    public List<Path> remove() throws ServiceSetupException {
        List<Path> files = removable();
        for (Path file : files) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new ServiceSetupException("cannot remove " + file + ": " + IoErrorMessage.of(e), e);
            }
        }
        return files;
    }

    private Path place(Unit unit) {
        return folder.resolve(unit.fileName());
    }

    private void refuseToHide(Unit unit) throws ServiceSetupException {
        for (Path other : packageFolders) {
            Path file = other.resolve(unit.fileName());
            if (Files.exists(file)) {
                throw new ServiceSetupException(file + " is there already, from a package; enable it instead:"
                        + " systemctl --user enable --now llm-bridge.socket llm-bridge.service");
            }
        }
    }

    private void refuseUnlessOurs(Unit unit, Path file) throws ServiceSetupException {
        try {
            if (isInStore(folder) || Files.isSymbolicLink(file) && isInStore(file)) {
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
            switch (ManagedFileHeader.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))) {
                case INTACT -> {}
                case BROKEN ->
                    throw new ServiceSetupException(file + " was edited; move it away first, and keep your changes with"
                            + " 'systemctl --user edit " + unit.fileName() + "'");
                case MISSING ->
                    throw new ServiceSetupException(file + " was not written by install-service; move it away first");
            }
        } catch (IOException e) {
            throw new ServiceSetupException("cannot read " + file + ": " + IoErrorMessage.of(e), e);
        }
    }

    /** Where nothing is, nothing is in the store either, except for a link that leads there. */
    private static boolean isInStore(Path path) throws IOException {
        if (Files.isSymbolicLink(path) && Files.readSymbolicLink(path).startsWith(STORE)) {
            return true;
        }
        return Files.exists(path) && path.toRealPath().startsWith(STORE);
    }
}
