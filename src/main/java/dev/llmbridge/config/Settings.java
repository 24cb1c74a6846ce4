package dev.llmbridge.config;

import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The effective settings: complete and valid.
 *
 * @param runtimeDirectory the user's runtime directory
 * @param socket the daemon's socket
 * @param stateFile the file that {@code status} prints for Waybar
 * @param sessionsDir the directory that contains the session files
 * @param signal the signal that the daemon sends to Waybar
 * @param appearance the formats and icons
 * @param debounce how long the daemon waits for further changes before it writes them
 * @param debounceCap the longest time from a change until it is written
 * @param expiry the delays after which a session without events is displayed differently or removed
 * @param hideHeadless whether sessions without a terminal of their own are hidden
 * @param clientSessions the directories in which clients keep their own session files; they need not exist
 * @param limitsFile the file in which the daemon keeps the accounts' limits; empty if there is no place for it
 * @param detail whether a tool's description or file name may be stored and shown
 */
public record Settings(
        Path runtimeDirectory,
        Path socket,
        Path stateFile,
        Path sessionsDir,
        RealTimeSignal signal,
        Appearance appearance,
        Duration debounce,
        Duration debounceCap,
        Expiry expiry,
        boolean hideHeadless,
        List<Path> clientSessions,
        Optional<Path> limitsFile,
        boolean detail) {

    /** The suffix of the lock file next to the socket. */
    public static final String LOCK_SUFFIX = ".lock";

    /** The name of the lock file in the sessions directory. */
    public static final String SESSIONS_LOCK = ".lock";

    private static final int ROOT = 0;

    public Settings {
        clientSessions = List.copyOf(clientSessions);
    }

    /** Returns an overview of the given sessions, without those that the user hides. */
    public Overview overview(Collection<Session> sessions, Instant now) {
        return overview(sessions, List.of(), now);
    }

    /**
     * Returns an overview of the given sessions, without those that the user hides.
     *
     * @param limits what is known about the accounts besides what these sessions have reported
     */
    public Overview overview(Collection<Session> sessions, Collection<AccountLimits> limits, Instant now) {
        Overview overview = Overview.at(sessions, limits, now, expiry);
        return hideHeadless ? overview.withoutHeadless() : overview;
    }

    /** Returns the lock that the daemon holds while it runs. */
    public Path daemonLock() {
        return socket.resolveSibling(socket.getFileName() + LOCK_SUFFIX);
    }

    /** Returns the lock that a starting daemon or a fallback holds while it uses the session files. */
    public Path sessionsLock() {
        return sessionsDir.resolve(SESSIONS_LOCK);
    }

    /** Returns the directory for messages that cannot be delivered; always in the user's runtime directory. */
    public Path spool() {
        return runtimeDirectory.resolve(Environment.SPOOL_NAME);
    }

    /**
     * Returns the first missing parent directory of the socket, the state file and the sessions directory; empty if all
     * exist. Accesses the file system.
     */
    public Optional<Path> missingDirectory() {
        for (Path directory : parentDirectories()) {
            if (!Files.isDirectory(directory)) {
                return Optional.of(directory);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the first parent directory of the socket, the state file and the sessions directory in which a user must
     * not create files, because it belongs to neither that user nor root; empty if there is none. Accesses the file
     * system.
     */
    public Optional<Path> foreignDirectory(int uid) {
        for (Path directory : parentDirectories()) {
            if (isForeign(directory, uid)) {
                return Optional.of(directory);
            }
        }
        return Optional.empty();
    }

    private static boolean isForeign(Path directory, int uid) {
        try {
            int owner = (int) Files.getAttribute(directory, "unix:uid");
            return owner != uid && owner != ROOT;
        } catch (IOException e) {
            return false;
        }
    }

    private Set<Path> parentDirectories() {
        Set<Path> directories = new LinkedHashSet<>();
        for (Path path : List.of(socket, stateFile, sessionsDir)) {
            Optional.ofNullable(path.getParent()).ifPresent(directories::add);
        }
        return directories;
    }
}
