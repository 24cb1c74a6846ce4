package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.IoErrorMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/**
 * A file of settings where the user sees it, and the one that links lead to from there. Only that one is ever replaced,
 * so that links stay links.
 */
public final class SettingsFile {
    /** Larger files are none of Claude Code's, in bytes. */
    static final long MAX_BYTES = 5_000_000;

    private static final Path NIX_STORE = Path.of("/nix/store");

    private final Path path;
    private final Path target;

    private SettingsFile(Path path, Path target) {
        this.path = path;
        this.target = target;
    }

    /** @throws ChangeRefusedException if what {@code path} leads to cannot be told */
    public static SettingsFile at(Path path) throws ChangeRefusedException {
        Path absolute = path.toAbsolutePath().normalize();
        return new SettingsFile(absolute, target(absolute));
    }

    private static Path target(Path path) throws ChangeRefusedException {
        try {
            if (Files.exists(path)) {
                return path.toRealPath();
            }
            if (Files.isSymbolicLink(path)) {
                Path missing = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
                throw new ChangeRefusedException(
                        path + " is a link to " + missing + ", where no file is", missing.startsWith(NIX_STORE));
            }
            Path folder = path.getParent();
            return Files.isDirectory(folder) ? folder.toRealPath().resolve(path.getFileName()) : path;
        } catch (IOException e) {
            throw new ChangeRefusedException(path + " cannot be followed: " + IoErrorMessage.of(e));
        }
    }

    /** As the user knows it. */
    public Path path() {
        return path;
    }

    /** What the links lead to. */
    public Path target() {
        return target;
    }

    /**
     * What is in it now.
     *
     * @return empty where there is no file
     * @throws ChangeRefusedException if it cannot be read, or is not of a kind that could hold settings
     */
    public Optional<FileSnapshot> read() throws ChangeRefusedException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new ChangeRefusedException(
                    name() + " is no file" + (Files.isDirectory(target) ? ": it is a folder" : ""));
        }
        try {
            long size = Files.size(target);
            if (size > MAX_BYTES) {
                throw new ChangeRefusedException(
                        name() + " has " + size + " bytes, more than settings ever have (5 MB)");
            }
            return Optional.of(FileSnapshot.of(target));
        } catch (IOException e) {
            throw new ChangeRefusedException(name() + " cannot be read: " + IoErrorMessage.of(e));
        }
    }

    /** @throws ChangeRefusedException if the file may not be replaced, whatever it would be replaced with */
    public void mustBeReplaceable() throws ChangeRefusedException {
        mustBeReplaceable(NIX_STORE);
    }

    void mustBeReplaceable(Path store) throws ChangeRefusedException {
        if (target.startsWith(store)) {
            throw new ChangeRefusedException(name() + " is made by Nix: say it in its configuration", true);
        }
        Path folder = target.getParent();
        if (Files.exists(target)) {
            if (!Files.isWritable(target) || !mayOwnerWrite()) {
                throw new ChangeRefusedException(name() + " is read-only");
            }
        }
        if (Files.isDirectory(folder) && !Files.isWritable(folder)) {
            throw new ChangeRefusedException(name() + " cannot be replaced: the folder " + folder + " is not writable");
        }
    }

    /** Root may write everywhere; a file that was made read-only is so for a reason all the same. */
    private boolean mayOwnerWrite() throws ChangeRefusedException {
        try {
            return Files.getPosixFilePermissions(target).contains(PosixFilePermission.OWNER_WRITE);
        } catch (IOException e) {
            throw new ChangeRefusedException(name() + " cannot be read: " + IoErrorMessage.of(e));
        }
    }

    /** The path, and where it leads if that is somewhere else. */
    String name() {
        return path.equals(target) ? path.toString() : path + " (" + target + ")";
    }
}
