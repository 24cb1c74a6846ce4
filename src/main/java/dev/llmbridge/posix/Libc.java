package dev.llmbridge.posix;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.graalvm.nativeimage.ImageInfo;

/**
 * The libc functions that this program needs and for which Java has no suitable API. Unless documented otherwise, a
 * method returns what the libc function returns, but {@code -errno} instead of -1 (see {@link Errno}).
 */
public interface Libc {
    /**
     * A received datagram.
     *
     * @param bytes the content, in a new array
     * @param sender the address to answer to; empty for an unnamed socket
     */
    record ReceivedDatagram(byte[] bytes, Optional<PeerAddress> sender) {}

    /**
     * Returns the implementation for this process. The condition is evaluated when an image is built, so that the image
     * contains only one of the two.
     */
    static Libc current() {
        if (ImageInfo.inImageCode()) {
            return new ImageLibc();
        }
        return new ForeignLibc();
    }

    int getuid();

    int getpid();

    int getppid();

    /** Whether a descriptor refers to a terminal. */
    boolean isTerminal(int descriptor);

    /** The width in columns of the terminal that a descriptor refers to; 0 if the terminal does not report one. */
    int terminalColumns(int descriptor);

    /** The height in rows of the terminal that a descriptor refers to; 0 if the terminal does not report one. */
    int terminalRows(int descriptor);

    /** Reads up to {@code length} bytes into {@code buffer} at {@code offset}; returns 0 at the end of the stream. */
    int read(int descriptor, byte[] buffer, int offset, int length);

    /**
     * Waits until {@code descriptor} is readable or hung up; returns 0 if {@code millis} have passed. A negative number
     * sets no limit.
     */
    default int awaitReadable(int descriptor, int millis) {
        return await(descriptor, LinuxAbi.POLLIN, millis * LinuxAbi.NANOS_PER_MILLI);
    }

    /**
     * Waits until {@code descriptor} is writable or has failed; returns 0 if {@code nanos} have passed. A connected
     * datagram socket is writable while its peer's queue has room.
     */
    default int awaitWritable(int descriptor, long nanos) {
        return await(descriptor, LinuxAbi.POLLOUT, nanos);
    }

    private int await(int descriptor, short event, long nanos) {
        return poll(new int[] {descriptor}, new short[] {event}, new short[1], nanos);
    }

    /** Creates a Unix datagram socket, close-on-exec. */
    int datagramSocket();

    /**
     * Binds a socket to a path, where it creates a file. Returns -EADDRINUSE if there is one, -ENAMETOOLONG for a path
     * of more than 107 bytes, and -ENOENT for an empty one.
     */
    int bind(int descriptor, Path socket);

    /** The path to which a Unix socket is bound; empty if it has no name, or an abstract one. */
    Optional<Path> socketPath(int descriptor);

    /** Whether a descriptor is a Unix datagram socket. */
    boolean isUnixDatagramSocket(int descriptor);

    /** Binds to a name that the kernel chooses (see unix(7)), so that the peer can answer. */
    int autobind(int descriptor);

    /**
     * Connects a datagram socket: it then sends to that peer and receives only from it. Returns -ENAMETOOLONG for a
     * path of more than 107 bytes and -ENOENT for an empty one.
     */
    int connect(int descriptor, Path socket);

    /** Sends one datagram on a connected socket without blocking. */
    int sendWithoutBlocking(int descriptor, byte[] datagram, int length);

    /** Requests a send buffer of {@code bytes}; the kernel doubles the number and applies its own limit. */
    int setSendBuffer(int descriptor, int bytes);

    /** The memory taken by what a socket has sent and its peers have not received yet, in bytes (SIOCOUTQ). */
    int unreceivedBytes(int descriptor);

    /** The length of the next datagram, without blocking and without receiving it. */
    int nextDatagramLength(int descriptor);

    /** Receives one datagram without blocking; returns its full length, even if {@code buffer} is shorter. */
    int receiveWithoutBlocking(int descriptor, byte[] buffer);

    /** Receives the next datagram with its sender, without blocking; empty if there is none. */
    Optional<ReceivedDatagram> receiveFrom(int descriptor);

    /** Sends one datagram to a peer without blocking. */
    int sendTo(int descriptor, byte[] datagram, PeerAddress to);

    /** Writes up to {@code length} bytes and returns how many were written. */
    int write(int descriptor, byte[] bytes, int offset, int length);

    /**
     * Waits for events on several descriptors.
     *
     * @param descriptors negative ones are skipped
     * @param events the requested events of each descriptor; errors and hang-ups are always reported
     * @param revents receives the returned events of each descriptor
     * @param nanos the timeout; negative for none
     * @return the number of descriptors with events
     */
    int poll(int[] descriptors, short[] events, short[] revents, long nanos);

    /** The time since boot in ns, including time in suspend (CLOCK_BOOTTIME). */
    long bootTime();

    /** Creates an inotify descriptor, non-blocking and close-on-exec. */
    int inotify();

    /**
     * Adds {@code events} in a directory to what an inotify descriptor reports.
     *
     * @return -ENOENT or -ENOTDIR if there is no such directory
     */
    int watchDirectory(int inotify, Path directory, int events);

    /** Makes an inotify descriptor report {@code events} of a file instead of those that it reported before. */
    int watchFile(int inotify, Path file, int events);

    /** Raises the soft limit of the number of open files (RLIMIT_NOFILE) to the hard limit. */
    int raiseDescriptorLimit();

    /** Opens a descriptor that becomes readable when a process ends (pidfd_open), close-on-exec. */
    int openProcess(int pid);

    int close(int descriptor);

    /** Creates a pipe, close-on-exec; {@code ends} receives the read end, then the write end. */
    int pipe(int[] ends);

    /** Sets a pipe's capacity to at least {@code bytes} and returns the new capacity. */
    int setPipeCapacity(int descriptor, int bytes);

    /** Creates an anonymous file in memory (memfd_create), close-on-exec. */
    int memoryFile();

    /** Seeks to the beginning of a file. */
    int rewind(int descriptor);

    /** Makes {@code as} a duplicate of a descriptor, kept open on exec; closes the previous {@code as} first. */
    int duplicate(int descriptor, int as);

    /**
     * Replaces this program with another one (execvp) in the same environment. The first word is its name, which is
     * looked up in {@code $PATH}; all words are its arguments. Handled signals get their default action again. Returns
     * only on failure.
     */
    int execute(List<String> words);

    /** Sends a signal. */
    int kill(int pid, SignalNumber signal);

    /**
     * Ignores a signal (SIG_IGN) that has its default action. An existing handler is kept: it belongs to the Java
     * runtime.
     */
    int ignore(int signal);

    /** Restores the default action (SIG_DFL) of a signal that is ignored. */
    int restoreDefault(int signal);

    /** Blocks a signal on this thread and on those that it starts; if it arrives, it stays pending. */
    int block(int signal);

    /** Unblocks a signal on this thread. */
    int unblock(int signal);

    /** Makes a descriptor close-on-exec. */
    int closeOnExecute(int descriptor);

    /**
     * Opens a file for reading, close-on-exec. Does not follow a symlink (-ELOOP) and does not wait for the other end
     * of a pipe.
     */
    int openForReading(Path file);

    /** The status of an open file. */
    Optional<FileStat> status(int descriptor);

    /** The status of a file, or of the symlink itself; empty if there is none or its directory cannot be searched. */
    Optional<FileStat> status(Path file);

    /** Opens a directory for the methods that name files relative to it, close-on-exec. Follows a symlink. */
    int openDirectory(Path directory);

    /** Changes the working directory of this process to an open directory. Java's own idea of it does not change. */
    int changeDirectory(int directory);

    /** Whether an open file or directory is on a tmpfs, which keeps it in memory. */
    boolean isOnTmpfs(int descriptor);

    /**
     * Creates a file in an open directory, mode 0600, and opens it for writing, close-on-exec; -EEXIST if it exists.
     */
    int createFile(int directory, String name);

    /** Renames a file in an open directory; replaces {@code to} atomically if it exists. */
    int rename(int directory, String from, String to);

    /**
     * Exchanges the names of two files in an open directory atomically; -ENOENT if one does not exist, -EINVAL or
     * -ENOSYS if that is not supported.
     */
    int exchange(int directory, String one, String other);

    /** Removes a file in an open directory. */
    int unlink(int directory, String name);

    /** Opens a file for reading and writing, close-on-exec; creates it with mode 0600. Does not follow a symlink. */
    int openLockFile(Path file);

    /** Tries to write-lock the whole file (fcntl F_SETLK); -EAGAIN or -EACCES if another process holds a lock. */
    int tryLock(int descriptor);

    /** The pid of the process whose lock conflicts with a write lock of this process (F_GETLK); 0 if there is none. */
    int lockHolder(int descriptor);
}
