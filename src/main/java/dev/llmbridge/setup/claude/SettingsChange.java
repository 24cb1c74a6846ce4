package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.file.TargetFile;
import dev.llmbridge.setup.file.TargetFile.FileSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Plans changes to a settings file of Claude Code. */
public final class SettingsChange {
    private static final byte[] EMPTY_SETTINGS = "{}\n".getBytes(StandardCharsets.UTF_8);

    private SettingsChange() {}

    /**
     * Plans the installation of our hooks and our status line.
     *
     * @throws ChangeRefusedException if the file cannot be read or edited
     */
    public static FileChange toInstall(TargetFile file, Registration ours) throws ChangeRefusedException {
        Optional<FileSnapshot> before = file.read();
        if (before.isEmpty()) {
            return new FileChange(file, before, Optional.of(ours.newSettings()));
        }
        SettingsDocument document = SettingsDocument.of(file, before.get(), ours.ownName());
        Optional<byte[]> after = Optional.of(ours.addTo(document).bytes());
        return BridgeHook.in(document).isEmpty()
                ? new FileChange(file, before, after)
                : FileChange.followUp(file, before, after);
    }

    /**
     * Plans the removal of all our entries. A file still as {@link #toInstall} created it is removed.
     *
     * @throws ChangeRefusedException if the file cannot be read or edited
     */
    public static FileChange toUninstall(TargetFile file, ExecutableName ownName) throws ChangeRefusedException {
        Optional<FileSnapshot> before = file.read();
        if (before.isEmpty()) {
            return new FileChange(file, before, Optional.empty());
        }
        Optional<byte[]> after =
                Removal.from(SettingsDocument.of(file, before.get(), ownName)).map(SettingsDocument::bytes);
        // Removing the target of a link would leave a dangling link.
        boolean isLink = !file.path().equals(file.target());
        return FileChange.followUp(file, before, isLink ? Optional.of(after.orElse(EMPTY_SETTINGS)) : after);
    }
}
