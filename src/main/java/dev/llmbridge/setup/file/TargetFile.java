package dev.llmbridge.setup.file;

import dev.llmbridge.posix.IoErrorMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file to change: the path that the user named, and the target after links are resolved. Only the target is ever
 * replaced, so that links stay links.
 */
public final class TargetFile {
    /** In bytes; a larger file is not one that a person configures a program with. */
    private static final long MAX_BYTES = 5_000_000;

    /** What follows the prefix of a backup. Other files with the prefix belong to the user. */
    private static final Pattern BACKUP_DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(-\\d+)?");

    private static final Path NIX_STORE = Path.of("/nix/store");

    private final Path path;
    private final Path target;

    /**
     * The content and identity of a file at one moment.
     *
     * @param identity attributes that another file with the same content does not have
     */
    public record FileSnapshot(byte[] content, Map<String, Object> identity) {
        private static final String IDENTITY = "unix:ino,ctime,size";

        private static FileSnapshot of(Path file) throws IOException {
            Map<String, Object> identity = Files.readAttributes(file, IDENTITY);
            return new FileSnapshot(Files.readAllBytes(file), identity);
        }

        /** Returns whether {@code file} is still the same file with the same content. */
        boolean isStill(Path file) throws IOException {
            return Files.exists(file)
                    && Files.readAttributes(file, IDENTITY).equals(identity)
                    && Arrays.equals(Files.readAllBytes(file), content);
        }
    }

    private TargetFile(Path path, Path target) {
        this.path = path;
        this.target = target;
    }

    /** @throws ChangeRefusedException if the links at {@code path} cannot be resolved */
    public static TargetFile at(Path path) throws ChangeRefusedException {
        Path absolute = path.toAbsolutePath().normalize();
        return new TargetFile(absolute, target(absolute));
    }

    private static Path target(Path path) throws ChangeRefusedException {
        try {
            if (Files.exists(path)) {
                return path.toRealPath();
            }
            if (Files.isSymbolicLink(path)) {
                Path missing = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
                throw new ChangeRefusedException(
                        path + " is a link to " + missing + ", which does not exist", missing.startsWith(NIX_STORE));
            }
            Path directory = directory(path);
            return Files.isDirectory(directory) ? directory.toRealPath().resolve(path.getFileName()) : path;
        } catch (IOException e) {
            throw new ChangeRefusedException(path + " cannot be resolved: " + IoErrorMessage.of(e));
        }
    }

    /** Returns the absolute path that the user named. */
    public Path path() {
        return path;
    }

    /** Returns the path with links resolved. */
    public Path target() {
        return target;
    }

    /** Returns the directory that contains the target, whether or not it exists. */
    Path directory() {
        return directory(target);
    }

    private static Path directory(Path file) {
        return Objects.requireNonNull(file.getParent(), "the root directory cannot be replaced");
    }

    /**
     * Reads the current content.
     *
     * @return empty if there is no file
     * @throws ChangeRefusedException if it cannot be read, is not a regular file, or is too large
     */
    public Optional<FileSnapshot> read() throws ChangeRefusedException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new ChangeRefusedException(
                    name() + " is not a file" + (Files.isDirectory(target) ? ": it is a directory" : ""));
        }
        try {
            long size = Files.size(target);
            if (size > MAX_BYTES) {
                throw new ChangeRefusedException(
                        name() + " is too large: " + size + " bytes, at most 5 MB are allowed");
            }
            return Optional.of(FileSnapshot.of(target));
        } catch (IOException e) {
            throw new ChangeRefusedException(name() + " cannot be read: " + IoErrorMessage.of(e));
        }
    }

    /** Returns how the names of this file's backups begin; a date follows, and sometimes a number. */
    String backupPrefix() {
        return target.getFileName() + ".backup-";
    }

    /** Returns the backups of this file; empty if the directory cannot be read. */
    List<Path> backups() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> isBackup(file.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private boolean isBackup(String name) {
        return name.startsWith(backupPrefix())
                && BACKUP_DATE.matcher(name.substring(backupPrefix().length())).matches();
    }

    /** Returns whether the file existed with this content before an earlier change. */
    public boolean hasBackupWith(byte[] content) {
        return backups().stream().anyMatch(backup -> hasContent(backup, content));
    }

    /** Deletes the backups that are of no use, because the file has the same content. */
    void deleteBackupsWith(byte[] content) {
        for (Path backup : backups()) {
            if (hasContent(backup, content)) {
                try {
                    Files.delete(backup);
                } catch (IOException e) {
                    // A leftover copy is harmless.
                }
            }
        }
    }

    private static boolean hasContent(Path file, byte[] content) {
        try {
            return Files.size(file) == content.length && Arrays.equals(Files.readAllBytes(file), content);
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws ChangeRefusedException if the file cannot be replaced */
    public void requireReplaceable() throws ChangeRefusedException {
        requireReplaceable(NIX_STORE);
    }

    void requireReplaceable(Path store) throws ChangeRefusedException {
        if (target.startsWith(store)) {
            throw new ChangeRefusedException(name() + " is managed by Nix: change it in the Nix configuration", true);
        }
        if (Files.exists(target) && !(Files.isWritable(target) && isOwnerWritable())) {
            throw new ChangeRefusedException(name() + " is read-only");
        }
        Path directory = directory();
        if (Files.isDirectory(directory) && !Files.isWritable(directory)) {
            throw new ChangeRefusedException(
                    name() + " cannot be replaced: the directory " + directory + " is not writable");
        }
    }

    /** Checks the mode itself, because root may write to any file, but a file is made read-only for a reason. */
    private boolean isOwnerWritable() throws ChangeRefusedException {
        try {
            return Files.getPosixFilePermissions(target).contains(PosixFilePermission.OWNER_WRITE);
        } catch (IOException e) {
            throw new ChangeRefusedException(name() + " cannot be read: " + IoErrorMessage.of(e));
        }
    }

    /** Returns the path, followed by the target if it differs. */
    public String name() {
        return path.equals(target) ? path.toString() : path + " (" + target + ")";
    }
}
