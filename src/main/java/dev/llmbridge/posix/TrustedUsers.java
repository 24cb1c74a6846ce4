package dev.llmbridge.posix;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The users whose sockets and files this process uses: its own user and, for root, the owner of the runtime folder.
 * With {@code sudo -E}, root works with the runtime folder of the user who called it.
 *
 * @param self the user id of this process
 * @param runtimeOwner the owner of the runtime folder, only for root
 */
public record TrustedUsers(int self, OptionalInt runtimeOwner) {
    private static final int ROOT = 0;

    /** Returns the users whom this process trusts. A missing runtime folder has no owner. */
    public static TrustedUsers of(Libc libc, Path runtimeFolder) {
        int self = libc.getuid();
        return self == ROOT
                ? new TrustedUsers(self, owner(libc, runtimeFolder))
                : new TrustedUsers(self, OptionalInt.empty());
    }

    private static OptionalInt owner(Libc libc, Path folder) {
        var status = libc.status(folder);
        return status.isPresent() ? OptionalInt.of(status.get().owner()) : OptionalInt.empty();
    }

    public boolean contains(int uid) {
        return uid == self || runtimeOwner.isPresent() && uid == runtimeOwner.getAsInt();
    }
}
