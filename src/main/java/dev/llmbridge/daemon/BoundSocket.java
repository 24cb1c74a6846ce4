package dev.llmbridge.daemon;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.FileDescriptorCast;

/**
 * The daemon's socket on its way to its place. Bound under a temporary name first: a client that finds the final name
 * always finds a socket that is ready, and that only its owner may write to.
 */
final class BoundSocket implements AutoCloseable {
    /** The first descriptor that a service manager passes on. */
    private static final int FIRST_INHERITED = 3;

    /** Bytes, what struct sockaddr_un holds beside the ending NUL. */
    private static final int MAX_PATH = 107;

    /** Begins the temporary name; the pid ends it. */
    private static final String TEMPORARY_PREFIX = ".llm-bridge.";

    /** S_IFMT and S_IFSOCK of {@code stat}. */
    private static final int FILE_TYPE = 0170000;

    private static final int SOCKET = 0140000;

    private final AFUNIXDatagramChannel channel;

    /** Where it stands now; empty for one that was inherited, which is its owner's to move and remove. */
    private Optional<Path> path;
    /** What tells our file from another that took its place; empty for an inherited one. */
    private final Optional<Object> file;

    private BoundSocket(AFUNIXDatagramChannel channel, Optional<Path> path, Optional<Object> file) {
        this.channel = channel;
        this.path = path;
        this.file = file;
    }

    /** Takes the socket that a service manager holds for us: nothing sent while we were down is lost. */
    static BoundSocket inherited() throws DaemonStartException {
        try {
            var channel = FileDescriptorCast.unsafeUsing(FIRST_INHERITED).as(AFUNIXDatagramChannel.class);
            // The library would remove the path of any socket that it closes, and with it the way to our successor.
            channel.setDeleteOnClose(false);
            return new BoundSocket(channel, Optional.empty(), Optional.empty());
        } catch (IOException e) {
            throw new DaemonStartException(
                    "the inherited descriptor 3 is no Unix datagram socket: " + e.getMessage(), e);
        }
    }

    /** Binds a socket beside the place it is meant for. */
    static BoundSocket besides(Path place, int pid) throws DaemonStartException {
        // Bound under its shorter temporary name it would stand where no client can name it.
        if (place.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH) {
            throw new DaemonStartException(place + " is longer than the " + MAX_PATH + " bytes of a socket's path");
        }
        Path temporary = place.resolveSibling(TEMPORARY_PREFIX + pid);
        try {
            Files.deleteIfExists(temporary);
            var channel = AFUNIXDatagramChannel.open();
            channel.bind(AFUNIXSocketAddress.of(temporary));
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
            return new BoundSocket(channel, Optional.of(temporary), Optional.of(fileAt(temporary)));
        } catch (IOException e) {
            throw new DaemonStartException("cannot make a socket in " + place.getParent() + ": " + e.getMessage(), e);
        }
    }

    AFUNIXDatagramChannel channel() {
        return channel;
    }

    /**
     * Moves the socket to its place, over what a dead daemon left there.
     *
     * @throws DaemonStartException where another kind of file is there, or somebody listens
     */
    void moveTo(Path place, Libc libc) throws DaemonStartException {
        if (path.isEmpty()) {
            return;
        }
        try {
            refuseIfTaken(place, libc);
            Files.move(path.get(), place, StandardCopyOption.ATOMIC_MOVE);
            path = Optional.of(place);
        } catch (IOException e) {
            throw new DaemonStartException("cannot put the socket at " + place + ": " + e.getMessage(), e);
        }
    }

    private static void refuseIfTaken(Path place, Libc libc) throws IOException, DaemonStartException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(place)) {
            throw new DaemonStartException(place + " exists and is no socket; move it away");
        }
        if (!isDead(place, libc)) {
            throw new DaemonStartException("another program listens on " + place);
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & FILE_TYPE) == SOCKET;
    }

    /** Whether no process holds the socket any more. */
    private static boolean isDead(Path socket, Libc libc) {
        int descriptor = libc.datagramSocket();
        try {
            return libc.connect(descriptor, socket) == -Errno.ECONNREFUSED;
        } finally {
            libc.close(descriptor);
        }
    }

    /**
     * Removes the sockets of daemons that were killed before they could move them to {@code place}. One that a process
     * still holds stays: another daemon may be starting in the same folder.
     *
     * @throws IOException where the folder cannot be read or written
     */
    static void removeLeftovers(Path place, Libc libc) throws IOException {
        Path folder = place.toAbsolutePath().getParent();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, BoundSocket::hasTemporaryName)) {
            for (Path file : files) {
                if (isSocket(file) && isDead(file, libc)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean hasTemporaryName(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(TEMPORARY_PREFIX)
                && name.length() > TEMPORARY_PREFIX.length()
                && name.chars().skip(TEMPORARY_PREFIX.length()).allMatch(Character::isDigit);
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (path.isPresent() && file.equals(Optional.of(fileAt(path.get())))) {
                Files.delete(path.get());
            }
        } catch (IOException e) {
            // Nobody waits for this socket, and the next start replaces what is left of it.
        }
    }

    private static Object fileAt(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }
}
