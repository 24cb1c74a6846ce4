package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.SettingsFile.FileSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** A planned change to a settings file: creating it, replacing its content, removing it, or nothing. */
public final class FileChange {
    private static final byte[] EMPTY_SETTINGS = "{}\n".getBytes(StandardCharsets.UTF_8);
    private static final String NO_FILE = "/dev/null";

    private final SettingsFile file;
    private final Optional<FileSnapshot> before;
    private final Optional<byte[]> after;

    private FileChange(SettingsFile file, Optional<FileSnapshot> before, Optional<byte[]> after) {
        this.file = file;
        this.before = before;
        this.after = after;
    }

    /**
     * Plans the installation of our hooks and our status line.
     *
     * @throws ChangeRefusedException if the file cannot be read or edited
     */
    public static FileChange toInstall(SettingsFile file, Registration ours) throws ChangeRefusedException {
        Optional<FileSnapshot> before = file.read();
        byte[] after = before.isPresent()
                ? ours.addTo(file.parse(before.get(), ours.ownName())).bytes()
                : ours.newSettings();
        return new FileChange(file, before, Optional.of(after));
    }

    /**
     * Plans the removal of all our entries. A file still as {@link #toInstall} created it is removed.
     *
     * @throws ChangeRefusedException if the file cannot be read or edited
     */
    public static FileChange toUninstall(SettingsFile file, ExecutableName ownName) throws ChangeRefusedException {
        Optional<FileSnapshot> before = file.read();
        if (before.isEmpty()) {
            return new FileChange(file, before, Optional.empty());
        }
        Optional<byte[]> after = Removal.from(file.parse(before.get(), ownName)).map(SettingsDocument::bytes);
        // Removing the target of a link would leave a dangling link.
        boolean isLink = !file.path().equals(file.target());
        return new FileChange(file, before, isLink ? Optional.of(after.orElse(EMPTY_SETTINGS)) : after);
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
