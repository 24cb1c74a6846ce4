package dev.llmbridge.store;

import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions on disk, each in {@code <id>.json}: what a restarted daemon, the fallback without one, and {@code
 * status} know. Other files in the folder are left alone, and so is a file of ours that is broken.
 */
public final class SessionFiles {
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final String bootId;

    /**
     * @param folder made, 0700, with the first file; its parent must be there
     * @param bootId of the running kernel: a monotonic stamp that another boot has left says nothing and reads as 0
     */
    public SessionFiles(Path folder, String bootId) {
        this.folder = folder;
        this.bootId = bootId;
    }

    /** All sessions that can be read, in no order; none where the folder is missing. */
    public List<Session> readAll() {
        List<Session> sessions = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Optional<Session> session = read(file);
                if (session.isPresent()) {
                    sessions.add(session.get());
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // What could be read counts: the sessions' next events bring the others back.
            return sessions;
        }
        return sessions;
    }

    /**
     * Writes a session's file, atomically, mode 0600.
     *
     * @throws IOException where the folder can be neither made nor written
     */
    public void write(Session session) throws IOException {
        makeFolder();
        new AtomicFile(file(session.id())).write(SessionJson.write(session, bootId));
    }

    /**
     * Removes a session's file, where there is one.
     *
     * @throws IOException where the folder cannot be written
     */
    public void remove(SessionId id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    /**
     * Makes the folder, 0700, where it is missing.
     *
     * @throws IOException where that fails, or where something else has its name
     */
    public void makeFolder() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /**
     * Removes what writers that were killed have left in the folder. Call it only where no other process writes.
     *
     * @throws IOException where the folder is missing or cannot be written
     */
    public void removeLeftovers() throws IOException {
        AtomicFile.removeLeftovers(folder);
    }

    private Optional<Session> read(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            Optional<byte[]> bytes = new AtomicFile(file).read();
            Optional<Session> session = bytes.isPresent() ? SessionJson.read(bytes.get(), bootId) : Optional.empty();
            boolean ours = session.isPresent() && name.equals(session.get().id() + SUFFIX);
            return ours ? session : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path file(SessionId id) {
        return folder.resolve(id.value() + SUFFIX);
    }
}
