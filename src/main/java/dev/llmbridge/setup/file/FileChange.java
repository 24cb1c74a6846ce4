package dev.llmbridge.setup.file;

import dev.llmbridge.setup.file.TargetFile.FileSnapshot;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** A planned change to a file: creating it, replacing its content, removing it, or nothing. */
public final class FileChange {
    private static final String NO_FILE = "/dev/null";

    private final TargetFile file;
    private final Optional<FileSnapshot> before;
    private final Optional<byte[]> after;

    /**
     * Plans a change.
     *
     * @param before what {@link TargetFile#read} returned for {@code file}
     * @param after the new content; empty to remove the file, or to leave it absent
     */
    public FileChange(TargetFile file, Optional<FileSnapshot> before, Optional<byte[]> after) {
        this.file = file;
        this.before = before;
        this.after = after;
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
        String name = file.target().toString();
        return UnifiedDiff.unified(
                before.isPresent() ? name : NO_FILE, oldContent(), after.isPresent() ? name : NO_FILE, newContent());
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
        if (before.isPresent()) {
            return Optional.of(replacement.replace(before.get(), after, today));
        }
        replacement.create(newContent());
        return Optional.empty();
    }
}
