package dev.llmbridge.setup.file;

import dev.llmbridge.setup.file.TargetFile.FileSnapshot;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** A planned change to a file: creating it, replacing its content, removing it, or nothing. */
public final class FileChange {
    private final TargetFile file;
    private final Optional<FileSnapshot> before;
    private final Optional<byte[]> after;
    private final boolean isFollowUp;

    private FileChange(TargetFile file, Optional<FileSnapshot> before, Optional<byte[]> after, boolean isFollowUp) {
        this.file = file;
        this.before = before;
        this.after = after;
        this.isFollowUp = isFollowUp;
    }

    /**
     * Plans a change. The previous content is backed up.
     *
     * @param before what {@link TargetFile#read} returned for {@code file}
     * @param after the new content; empty to remove the file, or to leave it absent
     */
    public FileChange(TargetFile file, Optional<FileSnapshot> before, Optional<byte[]> after) {
        this(file, before, after, false);
    }

    /**
     * Plans a change that updates or takes back an earlier one. The previous content is backed up only if there is no
     * backup yet and the file remains, because the earlier backup has what preceded this program's changes. Afterwards,
     * backups with the new content are deleted.
     *
     * @param before what {@link TargetFile#read} returned for {@code file}
     * @param after the new content; empty to remove a file that this program created
     */
    public static FileChange followUp(TargetFile file, Optional<FileSnapshot> before, Optional<byte[]> after) {
        return new FileChange(file, before, after, true);
    }

    /** Returns the file to change. */
    public TargetFile file() {
        return file;
    }

    /** Returns whether the file stays as it is. */
    public boolean isEmpty() {
        return before.isPresent() == after.isPresent() && Arrays.equals(oldContent(), newContent());
    }

    /** Returns the change as a unified diff; empty if there is no change. */
    public String diff() {
        return UnifiedDiff.of(file.target(), before.map(FileSnapshot::content), after);
    }

    private byte[] oldContent() {
        return before.map(FileSnapshot::content).orElse(new byte[0]);
    }

    private byte[] newContent() {
        return after.orElse(new byte[0]);
    }

    /**
     * Makes the change.
     *
     * @return the backup of the previous content; empty if none was made
     * @throws ChangeRefusedException if that fails; the file is then untouched
     */
    public Optional<Path> apply(LocalDate today) throws ChangeRefusedException {
        if (isEmpty()) {
            return Optional.empty();
        }
        FileReplacement replacement = new FileReplacement(file);
        if (before.isEmpty()) {
            replacement.create(newContent());
            return Optional.empty();
        }
        boolean backsUp = !isFollowUp || after.isPresent() && file.backups().isEmpty();
        Optional<Path> backup =
                replacement.replace(before.get(), after, backsUp ? Optional.of(today) : Optional.empty());
        if (isFollowUp && after.isPresent()) {
            file.deleteBackupsWith(after.get());
        }
        return backup;
    }
}
