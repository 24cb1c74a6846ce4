package dev.llmbridge.posix;

import java.nio.file.Path;
import java.util.Optional;
import org.graalvm.nativeimage.ImageInfo;

/**
 * The calls of libc that this program makes and Java has no API for. Every call returns what libc does, except that a
 * failure is {@code -errno} instead of -1 (see {@link Errno}).
 */
public interface Libc {
    /**
     * The libc of this process. The question is answered when an image is built, so that neither way of calling carries
     * the other along.
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

    /** Whether a descriptor is a terminal. */
    boolean isTerminal(int descriptor);

    /** The width of the terminal that a descriptor is, in columns; 0 where the terminal does not know. */
    int terminalColumns(int descriptor);

    /** Bytes read into {@code buffer} from {@code offset} on; 0 at the end of the stream. */
    int read(int descriptor, byte[] buffer, int offset, int length);

    /** Waits until {@code descriptor} can be read, was hung up, or {@code millis} have passed (then 0). */
    int awaitReadable(int descriptor, int millis);

    /**
     * Waits until {@code descriptor} can be written, has failed, or {@code nanos} have passed (then 0). A connected
     * datagram socket can be written as long as its peer's queue has room.
     */
    int awaitWritable(int descriptor, long nanos);

    /** A Unix datagram socket, close-on-exec. */
    int datagramSocket();

    /** Binds to a name that the kernel chooses, so that answers can come back. */
    int bindToAnyName(int descriptor);

    /**
     * Connects a datagram socket: it sends there and takes nothing from elsewhere. A path of more than 107 bytes is
     * refused with -ENAMETOOLONG, an empty one with -ENOENT.
     */
    int connect(int descriptor, Path socket);

    /** Sends one datagram on a connected socket without ever blocking. */
    int sendWithoutBlocking(int descriptor, byte[] datagram, int length);

    /** Asks for a send buffer of so many bytes; the kernel doubles it and has a limit of its own. */
    int setSendBuffer(int descriptor, int bytes);

    /** The length of the datagram that is next to be received, without blocking and without taking it. */
    int nextDatagramLength(int descriptor);

    /** Receives one datagram without blocking; the datagram's true length, even where {@code buffer} is shorter. */
    int receiveWithoutBlocking(int descriptor, byte[] buffer);

    /** Receives the datagram that is there, with its sender; empty where there is none. Never blocks. */
    Optional<Received> receiveFrom(int descriptor);

    /** Sends one datagram to whoever sent another, without ever blocking. */
    int sendTo(int descriptor, byte[] datagram, PeerAddress to);

    int close(int descriptor);

    /** Sends a signal. */
    int kill(int pid, int signal);

    /**
     * Makes this process deaf to a signal (SIG_IGN) whose default action it would suffer. A handler that is in place
     * stays: the Java runtime has put it there.
     */
    int ignore(int signal);

    /** Opens for reading and writing, made 0600 where missing, close-on-exec; a link in the last place is refused. */
    int openLockFile(Path file);

    /** Takes a write lock (fcntl F_SETLK) on the whole file without waiting; EAGAIN or EACCES where another has it. */
    int tryLock(int descriptor);

    /** The pid of the process that holds a lock in the way of ours (F_GETLK); 0 where nobody does. */
    int lockHolder(int descriptor);
}
