package dev.llmbridge.posix;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The users whose sockets and files this process uses: its own user and, for root, the owner of the runtime directory.
 * With {@code sudo -E}, root works with the runtime directory of the user who called it.
 *
 * @param self the user id of this process
 * @param runtimeOwner the owner of the runtime directory, only for root
 */
public record TrustedUsers(int self, OptionalInt runtimeOwner) {
    private static final int ROOT = 0;

    /** Returns the users whom this process trusts. A missing runtime directory has no owner. */
    public static TrustedUsers of(Libc libc, Path runtimeDirectory) {
        int self = libc.getuid();
        return self == ROOT
                ? new TrustedUsers(self, owner(libc, runtimeDirectory))
                : new TrustedUsers(self, OptionalInt.empty());
    }

    private static OptionalInt owner(Libc libc, Path directory) {
        var status = libc.status(directory);
        return status.isPresent() ? OptionalInt.of(status.get().owner()) : OptionalInt.empty();
    }

    public boolean contains(int uid) {
        return uid == self || runtimeOwner.isPresent() && uid == runtimeOwner.getAsInt();
    }
}
