package dev.llmbridge.setup.claude;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** What is to become of a file of settings. */
public sealed interface Plan {
    /** It is as it should be. */
    record Nothing() implements Plan {}

    /** It is not there yet. */
    record Make(byte[] content) implements Plan {}

    /** It gets other content. */
    record Replace(Snapshot before, byte[] content) implements Plan {}

    /** Nothing of anybody else's is in it. */
    record Remove(Snapshot before) implements Plan {}

    /**
     * To have our hooks and our status line in it.
     *
     * @throws Refusal if that cannot be
     */
    static Plan toInstall(SettingsFile file, Registration ours) throws Refusal {
        Optional<Snapshot> before = file.read();
        try {
            return before.isEmpty()
                    ? new Make(ours.alone())
                    : toHave(ours.addTo(before.get().content()), before.get());
        } catch (UnsuitableSettings e) {
            throw Refusal.of(file, e);
        }
    }

    /**
     * To have nothing of ours in it.
     *
     * @throws Refusal if that cannot be
     */
    static Plan toUninstall(SettingsFile file, OwnName ownName) throws Refusal {
        Optional<Snapshot> before = file.read();
        if (before.isEmpty()) {
            return new Nothing();
        }
        try {
            Optional<byte[]> left = Removal.from(before.get().content(), ownName);
            if (left.isEmpty() && file.path().equals(file.target())) {
                return new Remove(before.get());
            }
            // A link that leads nowhere is worse than an empty file.
            return toHave(left.orElse("{}\n".getBytes(StandardCharsets.UTF_8)), before.get());
        } catch (UnsuitableSettings e) {
            throw Refusal.of(file, e);
        }
    }

    private static Plan toHave(byte[] content, Snapshot before) {
        return Arrays.equals(content, before.content()) ? new Nothing() : new Replace(before, content);
    }

    /** The change as a unified diff; empty where there is none. */
    default String difference(SettingsFile file) {
        String name = file.target().toString();
        return switch (this) {
            case Nothing() -> "";
            case Make(byte[] content) -> Difference.unified("/dev/null", new byte[0], name, content);
            case Replace(Snapshot before, byte[] content) -> Difference.unified(name, before.content(), name, content);
            case Remove(Snapshot before) -> Difference.unified(name, before.content(), "/dev/null", new byte[0]);
        };
    }

    /**
     * Does it.
     *
     * @return the copy of what was there; empty where nothing was
     * @throws Refusal if it could not be done; then nothing has changed
     */
    default Optional<Path> carryOut(SettingsFile file, LocalDate today) throws Refusal {
        Replacement replacement = new Replacement(file);
        return switch (this) {
            case Nothing() -> Optional.empty();
            case Make(byte[] content) -> {
                replacement.create(content);
                yield Optional.empty();
            }
            case Replace(Snapshot before, byte[] content) -> Optional.of(replacement.replace(before, content, today));
            case Remove(Snapshot before) -> Optional.of(replacement.remove(before, today));
        };
    }
}
