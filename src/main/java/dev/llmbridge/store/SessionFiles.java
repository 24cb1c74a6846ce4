package dev.llmbridge.store;

import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.OpenDirectory;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The session files, one {@code <id>.json} per session. A starting daemon reads them, and so do the verbs and hooks
 * that work without the daemon. Other files in the directory and corrupt session files are ignored. What another
 * version has written survives: unknown fields when their file is written again, and files in a newer format entirely.
 * Not thread-safe.
 */
public final class SessionFiles {
    /** The size limit for reading, in bytes: over three times the sum of the bounds on what this program writes. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final String SUFFIX = ".json";

    private final Path directory;
    private final BootClock clock;
    private final TrustedFiles files;
    /** For every session whose file is known not to be a newer version's. */
    private final Map<SessionId, UnknownFields> unknownFields = new HashMap<>();

    private final List<Path> newerFiles = new ArrayList<>();

    /**
     * @param directory created (0700) with the first file; its parent must exist
     * @param clock identifies the current boot, because monotonic stamps of another boot are meaningless and are read
     *     as 0, and tells whether the wall clock has been set since a file was written
     * @param files reads the files; the user of this process must own the directory to write to it
     */
    public SessionFiles(Path directory, BootClock clock, TrustedFiles files) {
        this.directory = directory;
        this.clock = clock;
        this.files = files;
    }

    /** Returns all readable sessions in no particular order; none if the directory is missing. */
    public List<Session> readAll() {
        unknownFields.clear();
        newerFiles.clear();
        List<Session> sessions = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path file : entries) {
                switch (read(file)) {
                    case StoredSession.Restored(Session session, UnknownFields unknown) -> {
                        sessions.add(session);
                        unknownFields.put(session.id(), unknown);
                    }
                    case StoredSession.Newer _ -> newerFiles.add(file);
                    case StoredSession.Unreadable _ -> {}
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Return what could be read; the next events of the other sessions restore them.
            return sessions;
        }
        return sessions;
    }

    /**
     * Returns the files that the last call of {@link #readAll} found in the format of a newer version. They are neither
     * written nor removed, and their sessions are not stored.
     */
    public List<Path> newerFiles() {
        return List.copyOf(newerFiles);
    }

    /**
     * Opens the directory for writing; creates it (0700) if it is missing.
     *
     * @throws IOException if it cannot be created, exists and is not a directory, belongs to another user, or can be
     *     written by others
     */
    public Batch begin() throws IOException {
        return new Batch(files.openOwnDirectory(directory));
    }

    /** Several changes in the open directory, which is checked only once for all of them. */
    public final class Batch implements AutoCloseable {
        private final OpenDirectory opened;

        private Batch(OpenDirectory opened) {
            this.opened = opened;
        }

        /**
         * Writes a session's file atomically, mode 0600, unless a newer version has written it.
         *
         * @throws IOException if the directory cannot be written or has been removed
         */
        public void write(Session session) throws IOException {
            Optional<UnknownFields> unknown = unknownFields(session.id());
            if (unknown.isPresent()) {
                unknownFields.put(session.id(), unknown.get());
                new AtomicFile(opened, name(session.id())).write(SessionJson.write(session, unknown.get(), clock));
            }
        }

        /**
         * Removes a session's file if it exists, unless a newer version has written it.
         *
         * @throws IOException if the directory cannot be written
         */
        public void remove(SessionId id) throws IOException {
            if (unknownFields(id).isPresent()) {
                opened.remove(name(id));
                unknownFields.remove(id);
            }
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    /** Returns what to keep of a session's file; empty if a newer version has written it. */
    private Optional<UnknownFields> unknownFields(SessionId id) {
        UnknownFields known = unknownFields.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        return switch (read(directory.resolve(name(id)))) {
            case StoredSession.Restored readable -> Optional.of(readable.unknown());
            case StoredSession.Newer _ -> Optional.empty();
            case StoredSession.Unreadable _ -> Optional.of(UnknownFields.NONE);
        };
    }

    boolean directoryExists() {
        return Files.isDirectory(directory);
    }

    /**
     * Creates the directory (0700) if it is missing.
     *
     * @throws IOException under the same conditions as {@link #begin}
     */
    public void createDirectory() throws IOException {
        files.createOwnDirectory(directory);
    }

    /**
     * Removes temporary files left by killed writers. Call it only if no other process is writing.
     *
     * @throws IOException if the directory is missing or cannot be written
     */
    public void removeLeftovers() throws IOException {
        AtomicFile.removeLeftovers(directory);
    }

    private StoredSession read(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(SUFFIX)) {
            return new StoredSession.Unreadable();
        }
        try {
            Optional<byte[]> bytes = files.read(file, MAX_BYTES);
            StoredSession stored =
                    bytes.isPresent() ? SessionJson.read(bytes.get(), clock) : new StoredSession.Unreadable();
            boolean isOfAnother = stored instanceof StoredSession.Restored readable
                    && !name.equals(readable.session().id() + SUFFIX);
            return isOfAnother ? new StoredSession.Unreadable() : stored;
        } catch (IOException e) {
            return new StoredSession.Unreadable();
        }
    }

    private static String name(SessionId id) {
        return id.value() + SUFFIX;
    }
}
