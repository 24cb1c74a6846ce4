package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.TrustedFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Reads clients' session files. It opens no other file in their directory, because some hold secrets. Unreadable files
 * are ignored; only the first of each kind of failure is logged. Not thread-safe.
 */
final class ClientFileReader {
    private static final Logger LOG = Logger.getLogger(ClientFileReader.class);
    private static final Pattern FILE_NAME = Pattern.compile("([1-9][0-9]{0,8})\\.json");

    private final TrustedFiles files;
    private boolean unreadableLogged;
    private boolean unknownFormatLogged;

    ClientFileReader(TrustedFiles files) {
        this.files = files;
    }

    /** Returns the pid in the name of a client's file; empty for any other name. */
    static OptionalInt pidOf(Path file) {
        Matcher name = FILE_NAME.matcher(file.getFileName().toString());
        return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    }

    /** Returns the path of a process's file. */
    static Path fileOf(int pid, Path directory) {
        return directory.resolve(pid + ".json");
    }

    /** Reads all clients' files in a directory; none if the directory does not exist. */
    List<ClientSessionFile> readAll(Path directory) {
        List<ClientSessionFile> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                read(entry).ifPresent(files::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            LOG.debugf("%s is not an existing directory", directory);
        } catch (IOException | DirectoryIteratorException e) {
            logUnreadable(directory, e);
        }
        return files;
    }

    /** Reads one file and returns its contents; empty if it is not a client's session file or cannot be read. */
    Optional<ClientSessionFile> read(Path file) {
        OptionalInt pid = pidOf(file);
        if (pid.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<byte[]> json = files.read(file, ClientSessionFile.MAX_BYTES);
            Optional<ClientSessionFile> parsed = json.flatMap(ClientSessionFile::parse)
                    .filter(session -> session.client().pid() == pid.getAsInt());
            // A file that is being written may still be empty.
            if (parsed.isEmpty() && json.isPresent() && json.get().length > 0) {
                logUnknownFormat(file);
            }
            return parsed;
        } catch (IOException e) {
            logUnreadable(file, e);
            return Optional.empty();
        }
    }

    private void logUnknownFormat(Path file) {
        if (!unknownFormatLogged) {
            LOG.infof("%s does not have the format of a client's session file; ignoring such files", file);
            unknownFormatLogged = true;
        }
    }

    private void logUnreadable(Path path, Exception why) {
        if (!unreadableLogged) {
            LOG.warnf(
                    "cannot read %s, continuing without it: %s",
                    path, why.getClass().getSimpleName());
            unreadableLogged = true;
        }
    }
}
