package dev.llmbridge.setup.file;

import dev.llmbridge.posix.IoErrorMessage;
import dev.llmbridge.setup.file.TargetFile.FileSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces a file atomically: readers see either the old or the new content, never a part. The old content is kept in a
 * dated backup beside it. Everything is synced to disk, because the file is the user's. If a step before the final
 * rename, link or removal fails, the file is untouched.
 */
final class FileReplacement {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final TargetFile file;
    private final Path target;

    FileReplacement(TargetFile file) {
        this.file = file;
        this.target = file.target();
    }

    /**
     * Creates the file and its directory, accessible only to the user.
     *
     * @throws ChangeRefusedException if that fails, or if the file has been created in the meantime
     */
    void create(byte[] content) throws ChangeRefusedException {
        try {
            Files.createDirectories(file.directory(), OWNER_ONLY_DIRECTORY);
            Path temp = write(temporaryName(), content);
            try {
                // Unlike a rename, this fails if the file exists.
                Files.createLink(target, temp);
            } finally {
                Files.delete(temp);
            }
            sync(file.directory());
        } catch (FileAlreadyExistsException e) {
            throw concurrentChange();
        } catch (IOException e) {
            throw new ChangeRefusedException(file.name() + " cannot be created: " + IoErrorMessage.of(e));
        }
    }

    /**
     * Replaces the file, keeping its mode, owner and group, or removes it.
     *
     * @param before the state of the file from which {@code content} was derived
     * @param content empty to remove the file
     * @param backupDate the date in the backup's name; empty to make no backup
     * @return the backup of the previous content
     * @throws ChangeRefusedException if that fails, or if the file has changed since {@code before}
     */
    Optional<Path> replace(FileSnapshot before, Optional<byte[]> content, Optional<LocalDate> backupDate)
            throws ChangeRefusedException {
        file.requireReplaceable();
        Path temp = temporaryName();
        Optional<Path> backup = Optional.empty();
        boolean done = false;
        try {
            if (content.isPresent()) {
                write(temp, content.get());
                copyAttributesTo(temp);
            }
            if (backupDate.isPresent()) {
                backup = Optional.of(backUp(before, backupDate.get()));
            }
            if (!before.isStill(target)) {
                throw concurrentChange();
            }
            if (content.isPresent()) {
                Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(target);
            }
            done = true;
            sync(file.directory());
            return backup;
        } catch (IOException e) {
            throw new ChangeRefusedException(file.name() + " cannot be replaced: " + IoErrorMessage.of(e));
        } finally {
            if (!done) {
                deleteQuietly(temp);
                backup.ifPresent(FileReplacement::deleteQuietly);
            }
        }
    }

    private Path backUp(FileSnapshot before, LocalDate today) throws IOException {
        String name = file.backupPrefix() + today;
        for (int number = 1; ; number++) {
            Path backup = target.resolveSibling(number == 1 ? name : name + "-" + number);
            try {
                write(backup, before.content());
                copyAttributesTo(backup);
                return backup;
            } catch (FileAlreadyExistsException e) {
                // The name is taken by a backup of an earlier change today.
            }
        }
    }

    /** Gives a file the target's mode, owner and group. */
    private void copyAttributesTo(Path file) throws IOException {
        Map<String, Object> actual = Files.readAttributes(file, "unix:uid,gid");
        Map<String, Object> expected = Files.readAttributes(target, "unix:uid,gid");
        for (String attribute : expected.keySet()) {
            if (!expected.get(attribute).equals(actual.get(attribute))) {
                Files.setAttribute(file, "unix:" + attribute, expected.get(attribute));
            }
        }
        Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(target));
    }

    private Path temporaryName() {
        return target.resolveSibling("." + target.getFileName() + "." + System.nanoTime() + ".tmp");
    }

    private static Path write(Path path, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(path, NEW_FILE, OWNER_ONLY)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
            return path;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            deleteQuietly(path);
            throw e;
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A leftover copy is harmless; the file itself is untouched.
        }
    }

    private ChangeRefusedException concurrentChange() {
        return new ChangeRefusedException(file.name() + " was changed by another program in the meantime; try again");
    }
}
