package dev.llmbridge.setup.waybar;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.file.TargetFile;
import dev.llmbridge.setup.file.TargetFile.FileSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files with the contents that they will have after the changes planned so far. Nothing is written to the disk. */
final class WorkingCopies implements WaybarConfiguration.ContentSource {
    /** By path after links are resolved. */
    private final Map<Path, Copy> copies = new LinkedHashMap<>();

    /** @param isFollowUp whether all changes only update or take back earlier ones */
    private record Copy(TargetFile file, Optional<FileSnapshot> before, Optional<byte[]> content, boolean isFollowUp) {
        Copy with(Optional<byte[]> changed, boolean isFollowUpToo) {
            return new Copy(file, before, changed, isFollowUp && isFollowUpToo);
        }
    }

    WorkingCopies() {}

    /** Creates copies whose changes do not affect those of {@code other}. */
    WorkingCopies(WorkingCopies other) {
        copies.putAll(other.copies);
    }

    private Copy copy(Path path) throws ChangeRefusedException {
        TargetFile file = TargetFile.at(path);
        Copy known = copies.get(file.target());
        if (known != null) {
            return known;
        }
        Optional<FileSnapshot> before = file.read();
        return new Copy(file, before, before.map(FileSnapshot::content), true);
    }

    @Override
    public byte[] read(Path path) throws ChangeRefusedException {
        return copy(path).content().orElseThrow(() -> new ChangeRefusedException(path + " does not exist"));
    }

    /**
     * Plans a new content.
     *
     * @param isFollowUp whether this only updates or takes back an earlier change
     * @throws ChangeRefusedException if the file cannot be replaced
     */
    void write(Path path, byte[] content, boolean isFollowUp) throws ChangeRefusedException {
        put(path, Optional.of(content), isFollowUp);
    }

    /**
     * Plans the removal of a file that this program created.
     *
     * @throws ChangeRefusedException if the file cannot be removed
     */
    void remove(Path path) throws ChangeRefusedException {
        put(path, Optional.empty(), true);
    }

    private void put(Path path, Optional<byte[]> content, boolean isFollowUp) throws ChangeRefusedException {
        Copy copy = copy(path);
        copy.file().requireReplaceable();
        copies.put(copy.file().target(), copy.with(content, isFollowUp));
    }

    /** Returns whether a file is a link, or had this content before this program changed it. */
    boolean mustRemain(Path path, byte[] content) throws ChangeRefusedException {
        TargetFile file = copy(path).file();
        return !file.path().equals(file.target()) || file.hasBackupWith(content);
    }

    /** Returns the planned changes of all files that change. */
    List<FileChange> changes() {
        List<FileChange> changes = new ArrayList<>();
        for (Copy copy : copies.values()) {
            FileChange change = copy.isFollowUp()
                    ? FileChange.followUp(copy.file(), copy.before(), copy.content())
                    : new FileChange(copy.file(), copy.before(), copy.content());
            if (!change.isEmpty()) {
                changes.add(change);
            }
        }
        return List.copyOf(changes);
    }
}
