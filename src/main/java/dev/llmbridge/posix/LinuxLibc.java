package dev.llmbridge.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * libc on 64-bit Linux. This class builds and reads the structs, in byte arrays; subclasses only call the C functions.
 */
// Every buffer is from struct(), so its array holds the struct and nothing else.
@SuppressWarnings("ByteBufferBackingArray")
abstract class LinuxLibc implements Libc {
    /** The C functions; each constant is the name of a function in upper case. */
    enum Function {
        GETUID,
        GETPID,
        GETPPID,
        ISATTY,
        IOCTL,
        READ,
        WRITE,
        PPOLL,
        SOCKET,
        BIND,
        CONNECT,
        GETSOCKNAME,
        GETSOCKOPT,
        SETSOCKOPT,
        SENDTO,
        RECVFROM,
        INOTIFY_INIT1,
        INOTIFY_ADD_WATCH,
        GETRLIMIT,
        SETRLIMIT,
        SYSCALL,
        CLOSE,
        PIPE2,
        FCNTL,
        MEMFD_CREATE,
        LSEEK,
        DUP2,
        KILL,
        SIGACTION,
        SIGPROCMASK,
        OPEN,
        OPENAT,
        RENAMEAT,
        RENAMEAT2,
        UNLINKAT,
        STATX,
        FSTATFS,
        FCHDIR,
        CLOCK_GETTIME
    }

    static final int MAX_ARGUMENTS = 6;

    /**
     * An argument of pointer type: a part of an array.
     *
     * @param in whether the function reads the bytes
     * @param out whether the function writes the bytes; if it does not also read them, it returns how many it wrote
     */
    record BytePointer(byte[] array, int offset, int length, boolean in, boolean out) {
        BytePointer {
            Objects.checkFromIndexSize(offset, length, array.length);
        }
    }

    /**
     * Calls a C function.
     *
     * @param arguments each an {@link Integer}, a {@link Long}, a {@link BytePointer}, or null for NULL
     * @return what the function returns; {@code -errno} instead of -1
     */
    abstract int call(Function function, @Nullable Object... arguments);

    /**
     * Calls execvp with the first word as the file. Before that, undoes the changes that the Java runtime made to this
     * process and that the new program would inherit.
     *
     * @param words NUL-terminated
     */
    abstract int execvp(byte[][] words);

    @Override
    public int getuid() {
        return call(Function.GETUID);
    }

    @Override
    public int getpid() {
        return call(Function.GETPID);
    }

    @Override
    public int getppid() {
        return call(Function.GETPPID);
    }

    @Override
    public boolean isTerminal(int descriptor) {
        return call(Function.ISATTY, descriptor) == 1;
    }

    @Override
    public int terminalColumns(int descriptor) {
        return terminalSize(descriptor, LinuxAbi.WINSIZE_COLUMNS);
    }

    @Override
    public int terminalRows(int descriptor) {
        return terminalSize(descriptor, LinuxAbi.WINSIZE_ROWS);
    }

    private int terminalSize(int descriptor, int field) {
        ByteBuffer size = struct(LinuxAbi.WINSIZE_SIZE);
        int result = call(Function.IOCTL, descriptor, LinuxAbi.TIOCGWINSZ, inOut(size));
        return result < 0 ? result : Short.toUnsignedInt(size.getShort(field));
    }

    @Override
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        return call(Function.READ, descriptor, out(buffer, offset, length), length);
    }

    @Override
    public int datagramSocket() {
        return call(Function.SOCKET, LinuxAbi.AF_UNIX, LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_CLOEXEC, 0);
    }

    @Override
    public int bind(int descriptor, Path socket) {
        return callWithPath(Function.BIND, descriptor, socket);
    }

    @Override
    public Optional<Path> socketPath(int descriptor) {
        ByteBuffer address = struct(LinuxAbi.SOCKADDR_SIZE);
        ByteBuffer size = struct(Integer.BYTES).putInt(0, LinuxAbi.SOCKADDR_SIZE);
        int result = call(Function.GETSOCKNAME, descriptor, inOut(address), inOut(size));
        boolean isPath = result >= 0
                && size.getInt(0) > LinuxAbi.SOCKADDR_FAMILY
                && address.getShort(0) == LinuxAbi.AF_UNIX
                && address.get(LinuxAbi.SOCKADDR_FAMILY) != 0;
        byte[] path = Arrays.copyOfRange(address.array(), LinuxAbi.SOCKADDR_FAMILY, LinuxAbi.SOCKADDR_SIZE);
        return isPath ? Optional.of(Path.of(decode(path))) : Optional.empty();
    }

    @Override
    public boolean isUnixDatagramSocket(int descriptor) {
        return socketOption(descriptor, LinuxAbi.SO_DOMAIN) == LinuxAbi.AF_UNIX
                && socketOption(descriptor, LinuxAbi.SO_TYPE) == LinuxAbi.SOCK_DGRAM;
    }

    private int socketOption(int descriptor, int name) {
        ByteBuffer value = struct(Integer.BYTES);
        ByteBuffer size = struct(Integer.BYTES).putInt(0, Integer.BYTES);
        int result = call(Function.GETSOCKOPT, descriptor, LinuxAbi.SOL_SOCKET, name, inOut(value), inOut(size));
        return result < 0 ? result : value.getInt(0);
    }

    @Override
    public int autobind(int descriptor) {
        // An address that consists of the family alone makes the kernel choose a name.
        byte[] family = {LinuxAbi.AF_UNIX, 0};
        return call(Function.BIND, descriptor, in(family), family.length);
    }

    @Override
    public int connect(int descriptor, Path socket) {
        return callWithPath(Function.CONNECT, descriptor, socket);
    }

    private int callWithPath(Function function, int descriptor, Path socket) {
        byte[] path = encode(socket.toString());
        if (path.length == 0) {
            return -Errno.ENOENT;
        }
        if (path.length > LinuxAbi.MAX_SOCKET_PATH) {
            return -Errno.ENAMETOOLONG;
        }
        byte[] address = PeerAddress.ofPath(path).bytes();
        return call(function, descriptor, in(address), address.length);
    }

    @Override
    public int sendWithoutBlocking(int descriptor, byte[] datagram, int length) {
        int flags = LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_NOSIGNAL;
        return call(Function.SENDTO, descriptor, in(datagram, 0, length), length, flags, null, 0);
    }

    @Override
    public int setSendBuffer(int descriptor, int bytes) {
        byte[] value = struct(Integer.BYTES).putInt(0, bytes).array();
        int level = LinuxAbi.SOL_SOCKET;
        return call(Function.SETSOCKOPT, descriptor, level, LinuxAbi.SO_SNDBUF, in(value), value.length);
    }

    @Override
    public int unreceivedBytes(int descriptor) {
        ByteBuffer bytes = struct(Integer.BYTES);
        int result = call(Function.IOCTL, descriptor, LinuxAbi.SIOCOUTQ, inOut(bytes));
        return result < 0 ? result : bytes.getInt(0);
    }

    @Override
    public int nextDatagramLength(int descriptor) {
        int flags = LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_PEEK | LinuxAbi.MSG_TRUNC;
        return call(Function.RECVFROM, descriptor, null, 0, flags, null, null);
    }

    @Override
    public int receiveWithoutBlocking(int descriptor, byte[] buffer) {
        int flags = LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_TRUNC;
        BytePointer bytes = out(buffer, 0, buffer.length);
        return call(Function.RECVFROM, descriptor, bytes, buffer.length, flags, null, null);
    }

    @Override
    public Optional<ReceivedDatagram> receiveFrom(int descriptor) {
        int length = nextDatagramLength(descriptor);
        if (length < 0) {
            return Optional.empty();
        }
        BytePointer datagram = out(new byte[length], 0, length);
        ByteBuffer address = struct(LinuxAbi.SOCKADDR_SIZE);
        ByteBuffer size = struct(Integer.BYTES).putInt(0, LinuxAbi.SOCKADDR_SIZE);
        int flags = LinuxAbi.MSG_DONTWAIT;
        int received = call(Function.RECVFROM, descriptor, datagram, length, flags, inOut(address), inOut(size));
        if (received < 0) {
            return Optional.empty();
        }
        byte[] bytes = received == length ? datagram.array() : Arrays.copyOf(datagram.array(), received);
        return Optional.of(new ReceivedDatagram(bytes, sender(address.array(), size.getInt(0))));
    }

    private static Optional<PeerAddress> sender(byte[] address, int size) {
        return size <= LinuxAbi.SOCKADDR_FAMILY
                ? Optional.empty()
                : Optional.of(new PeerAddress(Arrays.copyOf(address, size)));
    }

    @Override
    public int sendTo(int descriptor, byte[] datagram, PeerAddress to) {
        byte[] address = to.bytes();
        int flags = LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_NOSIGNAL;
        return call(Function.SENDTO, descriptor, in(datagram), datagram.length, flags, in(address), address.length);
    }

    @Override
    public int write(int descriptor, byte[] bytes, int offset, int length) {
        return call(Function.WRITE, descriptor, in(bytes, offset, length), length);
    }

    @Override
    public int poll(int[] descriptors, short[] events, short[] revents, long nanos) {
        ByteBuffer pollfds = struct(descriptors.length * LinuxAbi.POLLFD_SIZE);
        for (int i = 0; i < descriptors.length; i++) {
            pollfds.putInt(i * LinuxAbi.POLLFD_SIZE, descriptors[i]);
            pollfds.putShort(i * LinuxAbi.POLLFD_SIZE + LinuxAbi.POLLFD_EVENTS, events[i]);
        }
        BytePointer timeout = nanos < 0 ? null : in(timespec(nanos));
        int count = call(Function.PPOLL, inOut(pollfds), descriptors.length, timeout, null);
        for (int i = 0; i < descriptors.length; i++) {
            revents[i] = count <= 0 ? 0 : pollfds.getShort(i * LinuxAbi.POLLFD_SIZE + LinuxAbi.POLLFD_REVENTS);
        }
        return count;
    }

    @Override
    public long bootTime() {
        ByteBuffer time = struct(LinuxAbi.TIMESPEC_SIZE);
        call(Function.CLOCK_GETTIME, LinuxAbi.CLOCK_BOOTTIME, inOut(time));
        return time.getLong(0) * LinuxAbi.NANOS_PER_SECOND + time.getLong(LinuxAbi.TIMESPEC_NANOS);
    }

    private static byte[] timespec(long nanos) {
        return struct(LinuxAbi.TIMESPEC_SIZE)
                .putLong(0, nanos / LinuxAbi.NANOS_PER_SECOND)
                .putLong(LinuxAbi.TIMESPEC_NANOS, nanos % LinuxAbi.NANOS_PER_SECOND)
                .array();
    }

    @Override
    public int inotify() {
        return call(Function.INOTIFY_INIT1, LinuxAbi.IN_NONBLOCK | LinuxAbi.IN_CLOEXEC);
    }

    @Override
    public int watchDirectory(int inotify, Path directory, int events) {
        int mask = events | LinuxAbi.IN_ONLYDIR | LinuxAbi.IN_MASK_ADD;
        return call(Function.INOTIFY_ADD_WATCH, inotify, in(cString(directory.toString())), mask);
    }

    @Override
    public int watchFile(int inotify, Path file, int events) {
        return call(Function.INOTIFY_ADD_WATCH, inotify, in(cString(file.toString())), events);
    }

    @Override
    public int raiseDescriptorLimit() {
        ByteBuffer limits = struct(LinuxAbi.RLIMIT_SIZE);
        int result = call(Function.GETRLIMIT, LinuxAbi.RLIMIT_NOFILE, inOut(limits));
        if (result < 0) {
            return result;
        }
        limits.putLong(0, limits.getLong(LinuxAbi.RLIMIT_HARD));
        return call(Function.SETRLIMIT, LinuxAbi.RLIMIT_NOFILE, in(limits.array()));
    }

    @Override
    public int openProcess(int pid) {
        return call(Function.SYSCALL, LinuxAbi.SYS_PIDFD_OPEN, pid, 0);
    }

    @Override
    public int close(int descriptor) {
        return call(Function.CLOSE, descriptor);
    }

    @Override
    public int pipe(int[] ends) {
        ByteBuffer both = struct(2 * Integer.BYTES);
        int result = call(Function.PIPE2, inOut(both), LinuxAbi.O_CLOEXEC);
        ends[0] = both.getInt(0);
        ends[1] = both.getInt(Integer.BYTES);
        return result;
    }

    @Override
    public int setPipeCapacity(int descriptor, int bytes) {
        return call(Function.FCNTL, descriptor, LinuxAbi.F_SETPIPE_SZ, bytes);
    }

    @Override
    public int memoryFile() {
        byte[] emptyName = {0};
        return call(Function.MEMFD_CREATE, in(emptyName), LinuxAbi.MFD_CLOEXEC);
    }

    @Override
    public int rewind(int descriptor) {
        return call(Function.LSEEK, descriptor, 0, LinuxAbi.SEEK_SET);
    }

    @Override
    public int duplicate(int descriptor, int as) {
        return call(Function.DUP2, descriptor, as);
    }

    @Override
    public int execute(List<String> words) {
        byte[][] strings = new byte[words.size()][];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = cString(words.get(i));
        }
        return execvp(strings);
    }

    @Override
    public int kill(int pid, SignalNumber signal) {
        return call(Function.KILL, pid, signal.value());
    }

    @Override
    public int ignore(int signal) {
        return changeAction(signal, LinuxAbi.SIG_DFL, LinuxAbi.SIG_IGN);
    }

    @Override
    public int restoreDefault(int signal) {
        return changeAction(signal, LinuxAbi.SIG_IGN, LinuxAbi.SIG_DFL);
    }

    private int changeAction(int signal, long from, long to) {
        ByteBuffer action = struct(LinuxAbi.SIGACTION_SIZE);
        int queried = call(Function.SIGACTION, signal, null, inOut(action));
        if (queried < 0 || action.getLong(0) != from) {
            return queried;
        }
        action.putLong(0, to);
        return call(Function.SIGACTION, signal, in(action.array()), null);
    }

    @Override
    public int block(int signal) {
        return changeMask(LinuxAbi.SIG_BLOCK, signal);
    }

    @Override
    public int unblock(int signal) {
        return changeMask(LinuxAbi.SIG_UNBLOCK, signal);
    }

    private int changeMask(int how, int signal) {
        ByteBuffer set = struct(LinuxAbi.SIGSET_SIZE).putLong(0, 1L << signal - 1);
        return call(Function.SIGPROCMASK, how, in(set.array()), null);
    }

    @Override
    public int closeOnExecute(int descriptor) {
        return call(Function.FCNTL, descriptor, LinuxAbi.F_SETFD, LinuxAbi.FD_CLOEXEC);
    }

    @Override
    public int openForReading(Path file) {
        int flags = LinuxAbi.O_NONBLOCK | LinuxAbi.O_CLOEXEC | LinuxAbi.O_NOFOLLOW;
        return call(Function.OPEN, in(cString(file.toString())), flags, 0);
    }

    @Override
    public Optional<FileStat> status(int descriptor) {
        return status(descriptor, "", LinuxAbi.AT_EMPTY_PATH);
    }

    @Override
    public Optional<FileStat> status(Path file) {
        return status(LinuxAbi.AT_FDCWD, file.toString(), LinuxAbi.AT_SYMLINK_NOFOLLOW);
    }

    private Optional<FileStat> status(int directory, String file, int flags) {
        ByteBuffer status = struct(LinuxAbi.STATX_STRUCT_SIZE);
        BytePointer path = in(cString(file));
        return call(Function.STATX, directory, path, flags, LinuxAbi.STATX_MASK, inOut(status)) < 0
                ? Optional.empty()
                : Optional.of(new FileStat(
                        Short.toUnsignedInt(status.getShort(LinuxAbi.STX_MODE)),
                        status.getInt(LinuxAbi.STX_UID),
                        status.getLong(LinuxAbi.STX_INO),
                        status.getLong(LinuxAbi.STX_SIZE)));
    }

    @Override
    public int openDirectory(Path directory) {
        int flags = LinuxAbi.O_PATH | LinuxAbi.O_DIRECTORY | LinuxAbi.O_CLOEXEC;
        return call(Function.OPEN, in(cString(directory.toString())), flags, 0);
    }

    @Override
    public int changeDirectory(int directory) {
        return call(Function.FCHDIR, directory);
    }

    @Override
    public boolean isOnTmpfs(int descriptor) {
        ByteBuffer status = struct(LinuxAbi.STATFS_SIZE);
        int result = call(Function.FSTATFS, descriptor, inOut(status));
        return result == 0 && status.getLong(0) == LinuxAbi.TMPFS_MAGIC;
    }

    @Override
    public int createFile(int directory, String name) {
        int flags = LinuxAbi.O_WRONLY | LinuxAbi.O_CREAT | LinuxAbi.O_EXCL | LinuxAbi.O_CLOEXEC;
        return call(Function.OPENAT, directory, in(cString(name)), flags, LinuxAbi.MODE_0600);
    }

    @Override
    public int rename(int directory, String from, String to) {
        return call(Function.RENAMEAT, directory, in(cString(from)), directory, in(cString(to)));
    }

    @Override
    public int exchange(int directory, String one, String other) {
        BytePointer first = in(cString(one));
        return call(Function.RENAMEAT2, directory, first, directory, in(cString(other)), LinuxAbi.RENAME_EXCHANGE);
    }

    @Override
    public int unlink(int directory, String name) {
        return call(Function.UNLINKAT, directory, in(cString(name)), 0);
    }

    @Override
    public int openLockFile(Path file) {
        int flags = LinuxAbi.O_RDWR | LinuxAbi.O_CREAT | LinuxAbi.O_NONBLOCK | LinuxAbi.O_CLOEXEC | LinuxAbi.O_NOFOLLOW;
        return call(Function.OPEN, in(cString(file.toString())), flags, LinuxAbi.MODE_0600);
    }

    @Override
    public int tryLock(int descriptor) {
        return call(Function.FCNTL, descriptor, LinuxAbi.F_SETLK, inOut(writeLock()));
    }

    @Override
    public int lockHolder(int descriptor) {
        ByteBuffer lock = writeLock();
        int result = call(Function.FCNTL, descriptor, LinuxAbi.F_GETLK, inOut(lock));
        return result < 0 || lock.getShort(0) == LinuxAbi.F_UNLCK ? result : lock.getInt(LinuxAbi.FLOCK_PID);
    }

    private static ByteBuffer writeLock() {
        return struct(LinuxAbi.FLOCK_SIZE).putShort(0, LinuxAbi.F_WRLCK);
    }

    private static byte[] cString(String text) {
        byte[] bytes = encode(text);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** Encodes a string as the JDK encodes file names. */
    private static byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(fileNameCharset());
            }
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Decodes a file name, which ends at the first NUL, as the JDK decodes file names. */
    static String decode(byte[] name) {
        int length = 0;
        while (length < name.length && name[length] != 0) {
            length++;
        }
        return new String(name, 0, length, fileNameCharset());
    }

    private static Charset fileNameCharset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);
    }

    static ByteBuffer struct(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    static BytePointer in(byte[] array) {
        return in(array, 0, array.length);
    }

    private static BytePointer in(byte[] array, int offset, int length) {
        return new BytePointer(array, offset, length, true, false);
    }

    private static BytePointer out(byte[] array, int offset, int length) {
        return new BytePointer(array, offset, length, false, true);
    }

    private static BytePointer inOut(ByteBuffer struct) {
        return new BytePointer(struct.array(), 0, struct.capacity(), true, true);
    }
}
