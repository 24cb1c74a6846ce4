package dev.llmbridge.daemon;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.LinuxAbi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The daemon's socket, from setup to removal. It is bound under a temporary name and renamed when it is ready. When it
 * appears at the final path, it therefore already accepts datagrams, and only from its owner.
 */
final class BoundSocket implements AutoCloseable {
    /** The first file descriptor that systemd passes; see sd_listen_fds(3). */
    private static final int FIRST_INHERITED = 3;

    /** Prefix of the temporary name; the pid follows. */
    private static final String TEMPORARY_PREFIX = ".llm-bridge.";

    private static final Pattern TEMPORARY_NAME = Pattern.compile(Pattern.quote(TEMPORARY_PREFIX) + "\\d+");

    private final UnixSocket socket;

    /** The current path; empty for an inherited socket without a path. */
    private Optional<Path> path;
    /** Identifies the bound file, in case another one has replaced it; empty for an inherited socket. */
    private final Optional<Object> key;

    private BoundSocket(UnixSocket socket, Optional<Path> path, Optional<Object> key) {
        this.socket = socket;
        this.path = path;
        this.key = key;
    }

    /**
     * Takes over the socket that the service manager holds, so that messages sent while no daemon was running are not
     * lost.
     */
    static BoundSocket inherited(UnixSocket.Provider provider) throws DaemonException {
        try {
            UnixSocket socket = provider.inherit(FIRST_INHERITED);
            return new BoundSocket(socket, socket.path(), Optional.empty());
        } catch (IOException e) {
            throw new DaemonException("the inherited descriptor 3 is not a Unix datagram socket", e);
        }
    }

    /** Binds a socket under a temporary name in the directory of {@code finalPath}. */
    static BoundSocket bindTemporary(UnixSocket.Provider provider, Path finalPath, int pid) throws DaemonException {
        // bind() could succeed under a shorter temporary name, but no client could connect to the final path.
        if (finalPath.toString().getBytes(StandardCharsets.UTF_8).length > LinuxAbi.MAX_SOCKET_PATH) {
            throw new DaemonException(finalPath + " is longer than the " + LinuxAbi.MAX_SOCKET_PATH
                    + " bytes allowed for a socket's path");
        }
        Path temporary = finalPath.resolveSibling(TEMPORARY_PREFIX + pid);
        try {
            Files.deleteIfExists(temporary);
            return bind(provider, temporary);
        } catch (IOException e) {
            throw new DaemonException("cannot create a socket in " + finalPath.getParent(), e);
        }
    }

    private static BoundSocket bind(UnixSocket.Provider provider, Path path) throws IOException {
        UnixSocket socket = provider.bind(path);
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return new BoundSocket(socket, Optional.of(path), Optional.of(fileKey(path)));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    UnixSocket socket() {
        return socket;
    }

    /** Whether the socket belongs to the service manager. */
    boolean isInherited() {
        return key.isEmpty();
    }

    /**
     * Returns whether clients that use {@code clientPath} reach this socket. For an inherited socket, checks only that
     * some socket with a listener is there, because the file system does not tell to which socket a file belongs.
     */
    boolean isReachable(Path clientPath, Libc libc) throws IOException {
        if (path.isEmpty() || !path.get().equals(clientPath)) {
            return isInherited();
        }
        if (Files.notExists(clientPath, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return isInherited()
                ? isSocket(clientPath) && !isDead(clientPath, libc)
                : key.equals(Optional.of(fileKey(clientPath)));
    }

    /**
     * Renames the socket to its final path, replacing a socket that a dead daemon left there.
     *
     * @throws DaemonException if the path exists but is not a socket, or if another process is listening on it
     */
    void moveTo(Path finalPath, Libc libc) throws DaemonException {
        if (isInherited()) {
            return;
        }
        try {
            refuseIfTaken(finalPath, libc);
            Files.move(path.get(), finalPath, StandardCopyOption.ATOMIC_MOVE);
            path = Optional.of(finalPath);
        } catch (IOException e) {
            throw new DaemonException("cannot move the socket to " + finalPath, e);
        }
    }

    private static void refuseIfTaken(Path finalPath, Libc libc) throws IOException, DaemonException {
        if (!Files.exists(finalPath, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(finalPath)) {
            throw new DaemonException(finalPath + " exists and is not a socket; move it elsewhere");
        }
        int result = connect(finalPath, libc);
        if (result >= 0) {
            throw new DaemonException("another program is listening on " + finalPath);
        }
        if (result != -Errno.ECONNREFUSED) {
            throw new DaemonException("cannot tell whether another program is listening on " + finalPath + " (errno "
                    + -result + "); remove it if none is");
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & LinuxAbi.S_IFMT) == LinuxAbi.S_IFSOCK;
    }

    /** Returns whether no process has the socket open. */
    private static boolean isDead(Path socket, Libc libc) {
        return connect(socket, libc) == -Errno.ECONNREFUSED;
    }

    /** Returns {@code -errno} if the connection fails. */
    private static int connect(Path socket, Libc libc) {
        int descriptor = libc.datagramSocket();
        try {
            return libc.connect(descriptor, socket);
        } finally {
            libc.close(descriptor);
        }
    }

    /**
     * Removes the sockets of daemons that were killed before they could rename them to {@code finalPath}. A socket that
     * a process still has open is kept, because another daemon may be starting in the same directory.
     *
     * @throws IOException if the directory cannot be read or written
     */
    static void removeLeftovers(Path finalPath, Libc libc) throws IOException {
        Path directory = finalPath.toAbsolutePath().getParent();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (TEMPORARY_NAME.matcher(file.getFileName().toString()).matches()) {
                    removeIfDead(file, libc);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void removeIfDead(Path file, Libc libc) throws IOException {
        try {
            if (isSocket(file) && isDead(file, libc)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // The daemon that was starting has moved it.
        }
    }

    /** Removes the socket's file, unless it is inherited or another one has replaced it. */
    void unlink() {
        try {
            if (path.isPresent() && !isInherited() && key.equals(Optional.of(fileKey(path.get())))) {
                Files.delete(path.get());
            }
        } catch (IOException e) {
            // The next daemon replaces it.
        }
    }

    @Override
    public void close() {
        socket.close();
        unlink();
    }

    private static Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }
}
