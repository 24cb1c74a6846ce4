package dev.llmbridge.config;

import dev.llmbridge.session.Expiry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is set, complete and within its ranges.
 *
 * @param socket the daemon's socket
 * @param stateFile what Waybar reads
 * @param sessionsDir the folder of the session files
 * @param signal N of SIGRTMIN+N, 1-30
 * @param appearance how things are to be shown
 * @param debounce the quiet time after a change before it is written
 * @param debounceCap the longest time between a change and its writing
 * @param expiry when a silent session is idle, and when it is gone
 * @param clientSessions the folders in which clients keep files of their own on their sessions; they need not exist
 * @param detail whether a tool's description may be kept and shown
 */
public record Settings(
        Path socket,
        Path stateFile,
        Path sessionsDir,
        int signal,
        Appearance appearance,
        Duration debounce,
        Duration debounceCap,
        Expiry expiry,
        List<Path> clientSessions,
        boolean detail) {

    /** Ends the name of the lock beside the socket. */
    public static final String LOCK_SUFFIX = ".lock";

    public Settings {
        clientSessions = List.copyOf(clientSessions);
    }

    /** Held by the daemon for its life. */
    public Path lifeLock() {
        return socket.resolveSibling(socket.getFileName() + LOCK_SUFFIX);
    }

    /** Held for one reading and writing of the session files. */
    public Path sessionsLock() {
        return sessionsDir.resolve(".lock");
    }

    /**
     * The first folder, if any, that has to be there and is not: the ones around the socket, the state file and the
     * session files. Looks at the file system.
     */
    public Optional<Path> missingFolder() {
        for (Path path : List.of(socket, stateFile, sessionsDir)) {
            Path folder = path.getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
