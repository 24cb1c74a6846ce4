package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Reads clients' session files. It opens no other file in their folder, because some hold secrets. Unreadable files are
 * ignored; only the first of each kind of failure is logged. Not thread-safe.
 */
final class ClientFileReader {
    private static final Logger LOG = Logger.getLogger(ClientFileReader.class);
    private static final Pattern FILE_NAME = Pattern.compile("([1-9][0-9]{0,8})\\.json");

    private final int owner;
    private boolean unreadableLogged;
    private boolean unknownFormatLogged;

    /** @param owner the user id whose files are read; those of others are ignored */
    ClientFileReader(int owner) {
        this.owner = owner;
    }

    /** Returns the pid in the name of a client's file; empty for any other name. */
    static OptionalInt pidOf(Path file) {
        Matcher name = FILE_NAME.matcher(file.getFileName().toString());
        return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    }

    /** Reads all clients' files in a folder; none if the folder does not exist. */
    List<ClientSessionFile> readAll(Path folder) {
        List<ClientSessionFile> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                read(entry).ifPresent(files::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            LOG.debugf("%s is not an existing folder", folder);
        } catch (IOException | DirectoryIteratorException e) {
            logUnreadable(folder, e);
        }
        return files;
    }

    /** Reads one file and returns its contents; empty if it is not a client's session file or cannot be read. */
    Optional<ClientSessionFile> read(Path file) {
        OptionalInt pid = pidOf(file);
        if (pid.isEmpty() || !isOwnRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] json = in.readNBytes(ClientSessionFile.MAX_BYTES + 1);
            Optional<ClientSessionFile> parsed = json.length > ClientSessionFile.MAX_BYTES
                    ? Optional.empty()
                    : ClientSessionFile.parse(json)
                            .filter(session -> session.client().pid() == pid.getAsInt());
            // A file that is being written may still be empty.
            if (parsed.isEmpty() && json.length > 0) {
                logUnknownFormat(file);
            }
            return parsed;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            logUnreadable(file, e);
            return Optional.empty();
        }
    }

    /** Opening a FIFO would block, and another user's file says nothing about our clients. */
    private boolean isOwnRegularFile(Path file) {
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(file, "unix:uid,isRegularFile", LinkOption.NOFOLLOW_LINKS);
            return attributes.get("isRegularFile").equals(true)
                    && attributes.get("uid").equals(owner);
        } catch (IOException e) {
            return false;
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
