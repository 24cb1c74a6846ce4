package dev.llmbridge.posix;

import java.nio.file.Path;
import java.util.List;
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
    int autobind(int descriptor);

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
    Optional<ReceivedDatagram> receiveFrom(int descriptor);

    /** Sends one datagram to whoever sent another, without ever blocking. */
    int sendTo(int descriptor, byte[] datagram, PeerAddress to);

    /** Bytes written, which may be fewer than {@code length}. */
    int write(int descriptor, byte[] bytes, int offset, int length);

    /**
     * Waits until something has happened to one of several descriptors.
     *
     * @param descriptors a negative one is passed over
     * @param events what is waited for, of each; errors and hang-ups are told anyway
     * @param happened what happened to each
     * @param nanos how long; negative without an end
     * @return to how many something happened
     */
    int poll(int[] descriptors, short[] events, short[] happened, long nanos);

    /** A descriptor that hears of changes in folders (inotify); it does not block and is closed on exec. */
    int inotify();

    /**
     * Has an inotify descriptor hear of {@code events} in a folder, besides what it hears of there already.
     *
     * @return -ENOENT or -ENOTDIR where there is no such folder
     */
    int watchFolder(int inotify, Path folder, int events);

    /** A descriptor that can be read from the end of a process on (pidfd_open); closed on exec. */
    int openProcess(int pid);

    int close(int descriptor);

    /** Makes a pipe, closed on exec: the first of {@code ends} is read from, the second written to. */
    int pipe(int[] ends);

    /** Has a pipe hold at least so many bytes; how many it holds then. */
    int setPipeCapacity(int descriptor, int bytes);

    /** An empty file that has no name, closed on exec. */
    int memoryFile();

    /** Goes back to a file's beginning. */
    int rewind(int descriptor);

    /** Makes {@code as} another name of a descriptor, not closed on exec; what it was before is closed. */
    int duplicate(int descriptor, int as);

    /**
     * Becomes another program, in the environment of this one: looked for in {@code $PATH}, called with these words of
     * which the first names it. Signals that this program handles have their default action again. Returns only where
     * it fails.
     */
    int execute(List<String> words);

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
