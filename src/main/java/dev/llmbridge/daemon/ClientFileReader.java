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
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/**
 * Opens the files of clients, and nothing else that lies beside them: there are secrets among it. What cannot be read is
 * no loss worth more than one line in the log. Not for several threads at once.
 */
final class ClientFileReader {
    private static final Logger LOG = Logger.getLogger(ClientFileReader.class);
    private static final String SUFFIX = ".json";
    private static final int MAX_DIGITS = 9;

    private boolean toldOfUnreadable;
    private boolean toldOfUnknown;

    /** The process whose file bears this name; empty for any other name. */
    static OptionalInt pidOf(Path file) {
        String name = file.getFileName().toString();
        int digits = name.length() - SUFFIX.length();
        if (digits < 1 || digits > MAX_DIGITS || !name.endsWith(SUFFIX)) {
            return OptionalInt.empty();
        }
        int pid = 0;
        for (int i = 0; i < digits; i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return OptionalInt.empty();
            }
            pid = pid * 10 + (c - '0');
        }
        return pid > 0 && name.charAt(0) != '0' ? OptionalInt.of(pid) : OptionalInt.empty();
    }

    /** All files of a folder that say something; of one that does not exist, none. */
    List<ClientSessionFile> readAll(Path folder) {
        List<ClientSessionFile> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                read(entry).ifPresent(files::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            LOG.debugf("%s is not there", folder);
        } catch (IOException | DirectoryIteratorException e) {
            tellOfUnreadable(folder, e);
        }
        return files;
    }

    /** What one file says, if its name is a client file's. */
    Optional<ClientSessionFile> read(Path file) {
        OptionalInt pid = pidOf(file);
        // A pipe of this name would hold us up.
        if (pid.isEmpty() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] json = in.readNBytes(ClientSessionFile.MAX_BYTES + 1);
            Optional<ClientSessionFile> said = json.length > ClientSessionFile.MAX_BYTES
                    ? Optional.empty()
                    : ClientSessionFile.parse(json)
                            .filter(known -> known.client().pid() == pid.getAsInt());
            // One that is being written is empty for a moment.
            if (said.isEmpty() && json.length > 0) {
                tellOfUnknown(file);
            }
            return said;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            tellOfUnreadable(file, e);
            return Optional.empty();
        }
    }

    private void tellOfUnknown(Path file) {
        if (!toldOfUnknown) {
            LOG.infof("%s does not have the form of a client's session file, going on without such files", file);
            toldOfUnknown = true;
        }
    }

    private void tellOfUnreadable(Path path, Exception why) {
        if (!toldOfUnreadable) {
            LOG.warnf(
                    "cannot read %s, going on without: %s", path, why.getClass().getSimpleName());
            toldOfUnreadable = true;
        }
    }
}
