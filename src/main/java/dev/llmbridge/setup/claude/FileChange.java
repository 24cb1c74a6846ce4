package dev.llmbridge.setup.claude;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** What is to become of a file of settings. */
public sealed interface FileChange {
    /** It is as it should be. */
    record NoChange() implements FileChange {}

    /** It is not there yet. */
    record Make(byte[] content) implements FileChange {}

    /** It gets other content. */
    record Replace(FileSnapshot before, byte[] content) implements FileChange {}

    /** Nothing of anybody else's is in it. */
    record Remove(FileSnapshot before) implements FileChange {}

    /**
     * To have our hooks and our status line in it.
     *
     * @throws ChangeRefusedException if that cannot be
     */
    static FileChange toInstall(SettingsFile file, Registration ours) throws ChangeRefusedException {
        Optional<FileSnapshot> before = file.read();
        try {
            return before.isEmpty()
                    ? new Make(ours.alone())
                    : toHave(ours.addTo(before.get().content()), before.get());
        } catch (UneditableSettingsException e) {
            throw ChangeRefusedException.of(file, e);
        }
    }

    /**
     * To have nothing of ours in it.
     *
     * @throws ChangeRefusedException if that cannot be
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
            // A link that leads nowhere is worse than an empty file.
            return toHave(left.orElse("{}\n".getBytes(StandardCharsets.UTF_8)), before.get());
        } catch (UneditableSettingsException e) {
            throw ChangeRefusedException.of(file, e);
        }
    }

    private static FileChange toHave(byte[] content, FileSnapshot before) {
        return Arrays.equals(content, before.content()) ? new NoChange() : new Replace(before, content);
    }

    /** The change as a unified diff; empty where there is none. */
    default String difference(SettingsFile file) {
        String name = file.target().toString();
        return switch (this) {
            case NoChange() -> "";
            case Make(byte[] content) -> UnifiedDiff.unified("/dev/null", new byte[0], name, content);
            case Replace(FileSnapshot before, byte[] content) ->
                UnifiedDiff.unified(name, before.content(), name, content);
            case Remove(FileSnapshot before) -> UnifiedDiff.unified(name, before.content(), "/dev/null", new byte[0]);
        };
    }

    /**
     * Does it.
     *
     * @return the copy of what was there; empty where nothing was
     * @throws ChangeRefusedException if it could not be done; then nothing has changed
     */
    default Optional<Path> carryOut(SettingsFile file, LocalDate today) throws ChangeRefusedException {
        FileReplacement replacement = new FileReplacement(file);
        return switch (this) {
            case NoChange() -> Optional.empty();
            case Make(byte[] content) -> {
                replacement.create(content);
                yield Optional.empty();
            }
            case Replace(FileSnapshot before, byte[] content) ->
                Optional.of(replacement.replace(before, content, today));
            case Remove(FileSnapshot before) -> Optional.of(replacement.remove(before, today));
        };
    }
}
