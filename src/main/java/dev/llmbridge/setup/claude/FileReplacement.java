package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.IoErrorMessage;
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
 * Puts other content in a file's place: readers see the old or the new, whole, and what was there before stays beside it
 * under the day's name. Synced to the disk, for it is the user's own. Nothing changes unless all of it does.
 */
public final class FileReplacement {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final SettingsFile file;
    private final Path target;

    public FileReplacement(SettingsFile file) {
        this.file = file;
        this.target = file.target();
    }

    /**
     * Makes a file that is not there yet, and its folder, for nobody but the user.
     *
     * @throws ChangeRefusedException if it could not be made, or is there by now
     */
    public void create(byte[] content) throws ChangeRefusedException {
        try {
            Files.createDirectories(target.getParent(), OWNERS_FOLDER);
            Path temp = write(temporaryName(), content);
            try {
                // Fails where the name is taken, which a rename would not.
                Files.createLink(target, temp);
            } finally {
                Files.delete(temp);
            }
            sync(target.getParent());
        } catch (FileAlreadyExistsException e) {
            throw changedMeanwhile();
        } catch (IOException e) {
            throw new ChangeRefusedException(file.name() + " cannot be made: " + IoErrorMessage.of(e));
        }
    }

    /**
     * Replaces the file, keeping its mode, owner and group.
     *
     * @param before what {@code content} was made from
     * @return the copy of what was there
     * @throws ChangeRefusedException if that failed, or if the file is not as it was
     */
    public Path replace(FileSnapshot before, byte[] content, LocalDate today) throws ChangeRefusedException {
        return change(before, Optional.of(content), today);
    }

    /**
     * Removes the file.
     *
     * @return the copy of what was there
     * @throws ChangeRefusedException if that failed, or if the file is not as it was
     */
    public Path remove(FileSnapshot before, LocalDate today) throws ChangeRefusedException {
        return change(before, Optional.empty(), today);
    }

    private Path change(FileSnapshot before, Optional<byte[]> content, LocalDate today) throws ChangeRefusedException {
        file.mustBeReplaceable();
        Path temp = temporaryName();
        Optional<Path> backup = Optional.empty();
        boolean done = false;
        try {
            if (content.isPresent()) {
                write(temp, content.get());
                takeAfter(temp);
            }
            backup = Optional.of(backUp(before, today));
            if (!before.isStill(target)) {
                throw changedMeanwhile();
            }
            if (content.isPresent()) {
                Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(target);
            }
            done = true;
            sync(target.getParent());
            return backup.get();
        } catch (IOException e) {
            throw new ChangeRefusedException(file.name() + " cannot be replaced: " + IoErrorMessage.of(e));
        } finally {
            if (!done) {
                discard(temp);
                backup.ifPresent(FileReplacement::discard);
            }
        }
    }

    private Path backUp(FileSnapshot before, LocalDate today) throws IOException {
        String name = target.getFileName() + ".backup-" + today;
        for (int number = 1; ; number++) {
            Path backup = target.resolveSibling(number == 1 ? name : name + "-" + number);
            try {
                write(backup, before.content());
                takeAfter(backup);
                return backup;
            } catch (FileAlreadyExistsException e) {
                // Of an earlier change today.
            }
        }
    }

    /** Gives a file the mode, the owner and the group that the target has. */
    private void takeAfter(Path copy) throws IOException {
        Map<String, Object> ours = Files.readAttributes(copy, "unix:uid,gid");
        Map<String, Object> theirs = Files.readAttributes(target, "unix:uid,gid");
        for (String owner : theirs.keySet()) {
            if (!theirs.get(owner).equals(ours.get(owner))) {
                Files.setAttribute(copy, "unix:" + owner, theirs.get(owner));
            }
        }
        Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(target));
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
            discard(path);
            throw e;
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void discard(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // What matters is that the settings are untouched.
        }
    }

    private ChangeRefusedException changedMeanwhile() {
        return new ChangeRefusedException(file.name() + " was changed by somebody else in this moment: try again");
    }
}
