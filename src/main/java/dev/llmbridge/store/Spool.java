package dev.llmbridge.store;

import dev.llmbridge.posix.OpenDirectory;
import dev.llmbridge.posix.TrustedFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Messages that could not be delivered, one file each, in a directory of its own (0700). A daemon applies them when it
 * starts and as soon as it sees them; without a daemon, the next hook does, in the order of their stamps. The spool
 * holds at most {@value #MAX_ENTRIES} files of at most {@value #MAX_MESSAGE} bytes. When it is full, further messages
 * are dropped and counted.
 */
public final class Spool {
    /** The maximum number of entries in the directory. */
    public static final int MAX_ENTRIES = 4096;

    /** The size limit of a message in bytes. */
    public static final int MAX_MESSAGE = 4096;

    /** The prefix of the names of files that are not messages. */
    public static final String HIDDEN_PREFIX = ".";

    /** The file whose size is the number of dropped messages. */
    public static final String DROPPED = ".dropped";

    /** A message that is older than this no longer matters. */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final Path directory;
    private final TrustedFiles files;

    /**
     * A message in the spool.
     *
     * @param file its file
     * @param stamp CLOCK_MONOTONIC ns at the start of the process that wrote it
     * @param datagram the message as it would have been sent
     */
    public record SpooledMessage(Path file, long stamp, byte[] datagram) {}

    /** @param directory in the user's runtime directory; created (0700) with the first message */
    public Spool(Path directory, TrustedFiles files) {
        this.directory = directory;
        this.files = files;
    }

    public Path directory() {
        return directory;
    }

    /**
     * Creates the directory if it is missing.
     *
     * @throws IOException if it cannot be created, if it or its parent belongs to another user, or if others can write
     *     to it
     */
    public void createDirectory() throws IOException {
        openDirectory().close();
    }

    private OpenDirectory openDirectory() throws IOException {
        Path runtimeDirectory = Objects.requireNonNull(directory.getParent());
        Optional<String> foreign = files.describeForeignOwner(runtimeDirectory);
        if (foreign.isPresent()) {
            throw new IOException(foreign.get());
        }
        return files.openOwnDirectory(directory);
    }

    /**
     * Adds a message.
     *
     * @param stamp CLOCK_MONOTONIC ns, which orders the messages
     * @param pid the pid of this process
     * @return whether it was added
     */
    public boolean add(byte[] datagram, long stamp, int pid) {
        if (datagram.length > MAX_MESSAGE) {
            return false;
        }
        try (OpenDirectory opened = openDirectory()) {
            if (entries().size() >= MAX_ENTRIES) {
                countDropped();
                return false;
            }
            new AtomicFile(opened, stamp + "-" + pid).write(datagram);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes unfinished files that killed writers left there more than a minute ago. */
    public void removeLeftovers(long now) {
        try {
            for (Path file : entries()) {
                String name = file.getFileName().toString();
                boolean isUnfinished = name.startsWith(HIDDEN_PREFIX) && !name.equals(DROPPED);
                if (isUnfinished && now - stamp(name) > MAX_AGE.toNanos()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // They are removed at the next start.
        }
    }

    /** Returns whether there are messages. */
    public boolean hasMessages() {
        try {
            for (Path file : entries()) {
                if (isMessage(file)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns all messages that can be read, the oldest first. Deletes files that are older than a minute without
     * reading them.
     *
     * @param now CLOCK_MONOTONIC ns
     */
    public List<SpooledMessage> readAll(long now) {
        List<SpooledMessage> messages = new ArrayList<>();
        try {
            for (Path file : entries()) {
                if (isMessage(file)) {
                    read(file, now).ifPresent(messages::add);
                }
            }
        } catch (IOException e) {
            // What could be read is returned.
        }
        messages.sort(Comparator.comparingLong(SpooledMessage::stamp));
        return messages;
    }

    private Optional<SpooledMessage> read(Path file, long now) {
        long stamp = stamp(file.getFileName().toString());
        try {
            if (now - stamp > MAX_AGE.toNanos()) {
                Files.deleteIfExists(file);
                return Optional.empty();
            }
            return files.read(file, MAX_MESSAGE).map(datagram -> new SpooledMessage(file, stamp, datagram));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes a message that has been applied; returns false if it cannot be removed, and expires after a minute. */
    public boolean remove(SpooledMessage message) {
        try {
            return Files.deleteIfExists(message.file());
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns how many messages were dropped because the spool was full, and resets the count. */
    public long takeDroppedCount() {
        Path dropped = directory.resolve(DROPPED);
        try {
            long count = Files.exists(dropped, LinkOption.NOFOLLOW_LINKS) ? Files.size(dropped) : 0;
            Files.deleteIfExists(dropped);
            return count;
        } catch (IOException e) {
            return 0;
        }
    }

    private void countDropped() throws IOException {
        Files.write(directory.resolve(DROPPED), new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<Path> entries() throws IOException {
        List<Path> entries = new ArrayList<>();
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                stream.forEach(entries::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return entries;
    }

    private static boolean isMessage(Path file) {
        return !file.getFileName().toString().startsWith(HIDDEN_PREFIX);
    }

    /** Returns the first number in a name: the stamp of a message or of a temporary file; 0 if there is none. */
    private static long stamp(String name) {
        int from = 0;
        while (from < name.length() && !Character.isDigit(name.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < name.length() && Character.isDigit(name.charAt(to))) {
            to++;
        }
        try {
            return Long.parseLong(name, from, to, 10);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
