package dev.llmbridge.setup.claude;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** A planned change to a settings file. */
public sealed interface FileChange {
    /** Leave the file as it is. */
    record NoChange() implements FileChange {}

    /** Create the file, which does not exist yet. */
    record Create(byte[] content) implements FileChange {}

    /** Replace the content of the file. */
    record Replace(FileSnapshot before, byte[] content) implements FileChange {}

    /** Remove the file, because it contains nothing but our settings. */
    record Remove(FileSnapshot before) implements FileChange {}

    /**
     * Plans the installation of our hooks and our status line.
     *
     * @throws ChangeRefusedException if the file cannot be read or edited
     */
    static FileChange toInstall(SettingsFile file, Registration ours) throws ChangeRefusedException {
        Optional<FileSnapshot> before = file.read();
        try {
            return before.isEmpty()
                    ? new Create(ours.newSettings())
                    : replaceIfDifferent(ours.addTo(before.get().content()), before.get());
        } catch (UneditableSettingsException e) {
            throw ChangeRefusedException.of(file, e);
        }
    }

    /**
     * Plans the removal of all our entries.
     *
     * @throws ChangeRefusedException if the file cannot be read or edited
     */
    static FileChange toUninstall(SettingsFile file, ExecutableName ownName) throws ChangeRefusedException {
        Optional<FileSnapshot> before = file.read();
        if (before.isEmpty()) {
            return new NoChange();
        }
        try {
            Optional<byte[]> left = Removal.from(before.get().content(), ownName);
            if (left.isEmpty() && file.path().equals(file.target())) {
                return new Remove(before.get());
            }
            // Removing the target of a link would leave a dangling link.
            return replaceIfDifferent(left.orElse("{}\n".getBytes(StandardCharsets.UTF_8)), before.get());
        } catch (UneditableSettingsException e) {
            throw ChangeRefusedException.of(file, e);
        }
    }

    private static FileChange replaceIfDifferent(byte[] content, FileSnapshot before) {
        return Arrays.equals(content, before.content()) ? new NoChange() : new Replace(before, content);
    }

    /** Returns the change as a unified diff; empty if there is no change. */
    default String diff(SettingsFile file) {
        String name = file.target().toString();
        return switch (this) {
            case NoChange() -> "";
            case Create(byte[] content) -> UnifiedDiff.unified("/dev/null", new byte[0], name, content);
            case Replace(FileSnapshot before, byte[] content) ->
                UnifiedDiff.unified(name, before.content(), name, content);
            case Remove(FileSnapshot before) -> UnifiedDiff.unified(name, before.content(), "/dev/null", new byte[0]);
        };
    }

    /**
     * Makes the change.
     *
     * @return the backup of the previous content; empty if there was none
     * @throws ChangeRefusedException if the change failed; the file is untouched then
     */
    default Optional<Path> carryOut(SettingsFile file, LocalDate today) throws ChangeRefusedException {
        FileReplacement replacement = new FileReplacement(file);
        return switch (this) {
            case NoChange() -> Optional.empty();
            case Create(byte[] content) -> {
                replacement.create(content);
                yield Optional.empty();
            }
            case Replace(FileSnapshot before, byte[] content) ->
                Optional.of(replacement.replace(before, content, today));
            case Remove(FileSnapshot before) -> Optional.of(replacement.remove(before, today));
        };
    }
}
