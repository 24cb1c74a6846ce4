package dev.llmbridge.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** libc on a JVM. Each function is linked on its first call, as linking is far more expensive than calling. */
@SuppressWarnings("restricted")
final class ForeignLibc implements Libc {
    @Override
    public int getuid() {
        return call((arena, errno) -> Integer.toUnsignedLong((int) Getuid.HANDLE.invokeExact(errno)));
    }

    @Override
    public int getpid() {
        return call((arena, errno) -> (int) Getpid.HANDLE.invokeExact(errno));
    }

    @Override
    public int getppid() {
        return call((arena, errno) -> (int) Getppid.HANDLE.invokeExact(errno));
    }

    @Override
    public boolean isTerminal(int descriptor) {
        return call((arena, errno) -> (int) Isatty.HANDLE.invokeExact(errno, descriptor)) == 1;
    }

    @Override
    public int terminalColumns(int descriptor) {
        return call((arena, errno) -> {
            MemorySegment size = arena.allocate(LinuxAbi.WINSIZE_SIZE, Short.BYTES);
            int asked = (int) Ioctl.HANDLE.invokeExact(errno, descriptor, LinuxAbi.TIOCGWINSZ, size);
            return asked < 0 ? asked : Short.toUnsignedInt(size.get(JAVA_SHORT, LinuxAbi.WINSIZE_COLUMNS));
        });
    }

    @Override
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return call((arena, errno) -> {
            MemorySegment bytes = arena.allocate(length);
            long count = (long) Read.HANDLE.invokeExact(errno, descriptor, bytes, (long) length);
            MemorySegment.copy(bytes, JAVA_BYTE, 0, buffer, offset, (int) Math.max(0, count));
            return count;
        });
    }

    @Override
    public int datagramSocket() {
        int type = LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_CLOEXEC;
        return call((arena, errno) -> (int) Socket.HANDLE.invokeExact(errno, LinuxAbi.AF_UNIX, type, 0));
    }

    @Override
    public int autobind(int descriptor) {
        byte[] address = UnixAddress.autobind();
        return call((arena, errno) ->
                (int) Bind.HANDLE.invokeExact(errno, descriptor, copy(arena, address), address.length));
    }

    @Override
    public int connect(int descriptor, Path socket) {
        byte[] path = UnixAddress.bytes(socket);
        int error = UnixAddress.pathError(path);
        if (error != 0) {
            return error;
        }
        byte[] address = UnixAddress.of(path);
        return call((arena, errno) ->
                (int) Connect.HANDLE.invokeExact(errno, descriptor, copy(arena, address), address.length));
    }

    @Override
    public int sendWithoutBlocking(int descriptor, byte[] datagram, int length) {
        Objects.checkFromIndexSize(0, length, datagram.length);
        int flags = LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_NOSIGNAL;
        return call((arena, errno) -> {
            MemorySegment bytes = arena.allocate(length);
            MemorySegment.copy(datagram, 0, bytes, JAVA_BYTE, 0, length);
            return (long) Send.HANDLE.invokeExact(errno, descriptor, bytes, (long) length, flags);
        });
    }

    @Override
    public int setSendBuffer(int descriptor, int bytes) {
        return call((arena, errno) -> (int) Setsockopt.HANDLE.invokeExact(
                errno,
                descriptor,
                LinuxAbi.SOL_SOCKET,
                LinuxAbi.SO_SNDBUF,
                arena.allocateFrom(JAVA_INT, bytes),
                Integer.BYTES));
    }

    @Override
    public int nextDatagramLength(int descriptor) {
        int flags = LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_PEEK | LinuxAbi.MSG_TRUNC;
        return call((arena, errno) -> (long) Recv.HANDLE.invokeExact(errno, descriptor, MemorySegment.NULL, 0L, flags));
    }

    @Override
    public int receiveWithoutBlocking(int descriptor, byte[] buffer) {
        int flags = LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_TRUNC;
        return call((arena, errno) -> {
            MemorySegment bytes = arena.allocate(buffer.length);
            long length = (long) Recv.HANDLE.invokeExact(errno, descriptor, bytes, (long) buffer.length, flags);
            MemorySegment.copy(bytes, JAVA_BYTE, 0, buffer, 0, Math.clamp(length, 0, buffer.length));
            return length;
        });
    }

    @Override
    public Optional<ReceivedDatagram> receiveFrom(int descriptor) {
        int length = nextDatagramLength(descriptor);
        if (length < 0) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment datagram = arena.allocate(length);
            MemorySegment address = arena.allocate(LinuxAbi.SOCKADDR_SIZE);
            MemorySegment size = arena.allocateFrom(JAVA_INT, LinuxAbi.SOCKADDR_SIZE);
            int received = call((_, errno) -> (long) Recvfrom.HANDLE.invokeExact(
                    errno, descriptor, datagram, (long) length, LinuxAbi.MSG_DONTWAIT, address, size));
            return received < 0
                    ? Optional.empty()
                    : Optional.of(new ReceivedDatagram(
                            datagram.asSlice(0, received).toArray(JAVA_BYTE), sender(address, size.get(JAVA_INT, 0))));
        }
    }

    private static Optional<PeerAddress> sender(MemorySegment address, int size) {
        return size <= LinuxAbi.SOCKADDR_FAMILY
                ? Optional.empty()
                : Optional.of(new PeerAddress(address.asSlice(0, size).toArray(JAVA_BYTE)));
    }

    @Override
    public int sendTo(int descriptor, byte[] datagram, PeerAddress to) {
        byte[] address = to.bytes();
        int flags = LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_NOSIGNAL;
        return call((arena, errno) -> (long) Sendto.HANDLE.invokeExact(
                errno,
                descriptor,
                arena.allocateFrom(JAVA_BYTE, datagram),
                (long) datagram.length,
                flags,
                arena.allocateFrom(JAVA_BYTE, address),
                address.length));
    }

    @Override
    public int write(int descriptor, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return call((arena, errno) -> {
            MemorySegment copy = arena.allocate(length);
            MemorySegment.copy(bytes, offset, copy, JAVA_BYTE, 0, length);
            return (long) Write.HANDLE.invokeExact(errno, descriptor, copy, (long) length);
        });
    }

    @Override
    public int poll(int[] descriptors, short[] events, short[] revents, long nanos) {
        return call((arena, errno) -> {
            MemorySegment pollfds = arena.allocate((long) descriptors.length * LinuxAbi.POLLFD_SIZE, Integer.BYTES);
            for (int i = 0; i < descriptors.length; i++) {
                pollfds.set(JAVA_INT, (long) i * LinuxAbi.POLLFD_SIZE, descriptors[i]);
                pollfds.set(JAVA_SHORT, (long) i * LinuxAbi.POLLFD_SIZE + LinuxAbi.POLLFD_EVENTS, events[i]);
            }
            MemorySegment timeout = nanos < 0 ? MemorySegment.NULL : timespec(arena, nanos);
            int count = (int)
                    Ppoll.HANDLE.invokeExact(errno, pollfds, (long) descriptors.length, timeout, MemorySegment.NULL);
            for (int i = 0; i < descriptors.length; i++) {
                revents[i] = count <= 0
                        ? 0
                        : pollfds.get(JAVA_SHORT, (long) i * LinuxAbi.POLLFD_SIZE + LinuxAbi.POLLFD_REVENTS);
            }
            return count;
        });
    }

    private static MemorySegment timespec(Arena arena, long nanos) {
        MemorySegment time = arena.allocate(LinuxAbi.TIMESPEC_SIZE, Long.BYTES);
        time.set(JAVA_LONG, 0, nanos / LinuxAbi.NANOS_PER_SECOND);
        time.set(JAVA_LONG, LinuxAbi.TIMESPEC_NANOS, nanos % LinuxAbi.NANOS_PER_SECOND);
        return time;
    }

    @Override
    public int inotify() {
        return call((arena, errno) ->
                (int) InotifyInit.HANDLE.invokeExact(errno, LinuxAbi.IN_NONBLOCK | LinuxAbi.IN_CLOEXEC));
    }

    @Override
    public int watchFolder(int inotify, Path folder, int events) {
        byte[] path = UnixAddress.cString(folder);
        int mask = events | LinuxAbi.IN_ONLYDIR | LinuxAbi.IN_MASK_ADD;
        return call(
                (arena, errno) -> (int) InotifyAddWatch.HANDLE.invokeExact(errno, inotify, copy(arena, path), mask));
    }

    @Override
    public int openProcess(int pid) {
        return call(
                (arena, errno) -> (long) Syscall.HANDLE.invokeExact(errno, LinuxAbi.SYS_PIDFD_OPEN, (long) pid, 0L));
    }

    @Override
    public int close(int descriptor) {
        return call((arena, errno) -> (int) Close.HANDLE.invokeExact(errno, descriptor));
    }

    @Override
    public int pipe(int[] ends) {
        return call((arena, errno) -> {
            MemorySegment both = arena.allocate(JAVA_INT, 2);
            int made = (int) Pipe.HANDLE.invokeExact(errno, both, LinuxAbi.O_CLOEXEC);
            MemorySegment.copy(both, JAVA_INT, 0, ends, 0, 2);
            return made;
        });
    }

    @Override
    public int setPipeCapacity(int descriptor, int bytes) {
        return call((arena, errno) -> (int)
                Fcntl.HANDLE.invokeExact(errno, descriptor, LinuxAbi.F_SETPIPE_SZ, MemorySegment.ofAddress(bytes)));
    }

    @Override
    public int memoryFile() {
        return call((arena, errno) ->
                (int) MemfdCreate.HANDLE.invokeExact(errno, arena.allocateFrom(""), LinuxAbi.MFD_CLOEXEC));
    }

    @Override
    public int rewind(int descriptor) {
        return call((arena, errno) -> (long) Lseek.HANDLE.invokeExact(errno, descriptor, 0L, LinuxAbi.SEEK_SET));
    }

    @Override
    public int duplicate(int descriptor, int as) {
        return call((arena, errno) -> (int) Dup2.HANDLE.invokeExact(errno, descriptor, as));
    }

    @Override
    public int execute(List<String> words) {
        return call((arena, errno) -> {
            MemorySegment array = arena.allocate(ADDRESS, words.size() + 1L);
            for (int i = 0; i < words.size(); i++) {
                array.setAtIndex(ADDRESS, i, copy(arena, UnixAddress.cString(words.get(i))));
            }
            // A JVM blocks SIGQUIT in all threads except the one that prints thread dumps.
            MemorySegment quit = arena.allocate(LinuxAbi.SIGSET_SIZE, Long.BYTES);
            quit.set(JAVA_LONG, 0, 1L << Signals.QUIT - 1);
            int unblocked = (int) Sigmask.HANDLE.invokeExact(errno, LinuxAbi.SIG_UNBLOCK, quit, MemorySegment.NULL);
            if (unblocked != 0) {
                return -1;
            }
            return (int) Execvp.HANDLE.invokeExact(errno, array.get(ADDRESS, 0), array);
        });
    }

    @Override
    public int kill(int pid, int signal) {
        return call((arena, errno) -> (int) Kill.HANDLE.invokeExact(errno, pid, signal));
    }

    @Override
    public int ignore(int signal) {
        return call((arena, errno) -> {
            MemorySegment action = arena.allocate(LinuxAbi.SIGACTION_SIZE, Long.BYTES);
            int queried = (int) Sigaction.HANDLE.invokeExact(errno, signal, MemorySegment.NULL, action);
            if (queried < 0 || action.get(JAVA_LONG, 0) != LinuxAbi.SIG_DFL) {
                return queried;
            }
            long previous = (long) Signal.HANDLE.invokeExact(errno, signal, LinuxAbi.SIG_IGN);
            return Math.min(0, previous);
        });
    }

    @Override
    public int openLockFile(Path file) {
        byte[] path = UnixAddress.cString(file);
        int flags = LinuxAbi.O_RDWR | LinuxAbi.O_CREAT | LinuxAbi.O_CLOEXEC | LinuxAbi.O_NOFOLLOW;
        return call(
                (arena, errno) -> (int) Open.HANDLE.invokeExact(errno, copy(arena, path), flags, LinuxAbi.MODE_0600));
    }

    @Override
    public int tryLock(int descriptor) {
        return call((arena, errno) ->
                (int) Fcntl.HANDLE.invokeExact(errno, descriptor, LinuxAbi.F_SETLK, writeLock(arena)));
    }

    @Override
    public int lockHolder(int descriptor) {
        return call((arena, errno) -> {
            MemorySegment lock = writeLock(arena);
            int asked = (int) Fcntl.HANDLE.invokeExact(errno, descriptor, LinuxAbi.F_GETLK, lock);
            if (asked < 0 || lock.get(JAVA_SHORT, 0) == LinuxAbi.F_UNLCK) {
                return asked;
            }
            return lock.get(JAVA_INT, LinuxAbi.FLOCK_PID);
        });
    }

    private static MemorySegment writeLock(Arena arena) {
        MemorySegment lock = arena.allocate(LinuxAbi.FLOCK_SIZE, Long.BYTES);
        lock.set(JAVA_SHORT, 0, LinuxAbi.F_WRLCK);
        return lock;
    }

    private static MemorySegment copy(Arena arena, byte[] bytes) {
        return arena.allocateFrom(JAVA_BYTE, bytes);
    }

    @FunctionalInterface
    private interface Call {
        long with(Arena arena, MemorySegment errno) throws Throwable;
    }

    private static int call(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
            long returned = call.with(arena, errno);
            return returned < 0 ? -(int) Errnos.HANDLE.get(errno, 0L) : (int) returned;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("libc functions do not throw", e);
        }
    }

    private static MethodHandle link(String name, MemoryLayout result, MemoryLayout... arguments) {
        return link(name, FunctionDescriptor.of(result, arguments), Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle linkVariadic(String name, int fixed, MemoryLayout result, MemoryLayout... arguments) {
        return link(
                name,
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    private static final class Errnos {
        static final VarHandle HANDLE =
                Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
    }

    private static final class Getuid {
        static final MethodHandle HANDLE = link("getuid", JAVA_INT);
    }

    private static final class Getpid {
        static final MethodHandle HANDLE = link("getpid", JAVA_INT);
    }

    private static final class Getppid {
        static final MethodHandle HANDLE = link("getppid", JAVA_INT);
    }

    private static final class Isatty {
        static final MethodHandle HANDLE = link("isatty", JAVA_INT, JAVA_INT);
    }

    private static final class Ioctl {
        static final MethodHandle HANDLE = linkVariadic("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
    }

    private static final class Read {
        static final MethodHandle HANDLE = link("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    }

    private static final class Ppoll {
        static final MethodHandle HANDLE = link("ppoll", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
    }

    private static final class Socket {
        static final MethodHandle HANDLE = link("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    }

    private static final class Bind {
        static final MethodHandle HANDLE = link("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    }

    private static final class Connect {
        static final MethodHandle HANDLE = link("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    }

    private static final class Send {
        static final MethodHandle HANDLE = link("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    }

    private static final class Setsockopt {
        static final MethodHandle HANDLE =
                link("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    }

    private static final class Sendto {
        static final MethodHandle HANDLE =
                link("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    }

    private static final class Recvfrom {
        static final MethodHandle HANDLE =
                link("recvfrom", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
    }

    private static final class Recv {
        static final MethodHandle HANDLE = link("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    }

    private static final class Write {
        static final MethodHandle HANDLE = link("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    }

    private static final class InotifyInit {
        static final MethodHandle HANDLE = link("inotify_init1", JAVA_INT, JAVA_INT);
    }

    private static final class InotifyAddWatch {
        static final MethodHandle HANDLE = link("inotify_add_watch", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    }

    private static final class Syscall {
        static final MethodHandle HANDLE = linkVariadic("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    }

    private static final class Close {
        static final MethodHandle HANDLE = link("close", JAVA_INT, JAVA_INT);
    }

    private static final class Pipe {
        static final MethodHandle HANDLE = link("pipe2", JAVA_INT, ADDRESS, JAVA_INT);
    }

    private static final class MemfdCreate {
        static final MethodHandle HANDLE = link("memfd_create", JAVA_INT, ADDRESS, JAVA_INT);
    }

    private static final class Lseek {
        static final MethodHandle HANDLE = link("lseek", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    }

    private static final class Dup2 {
        static final MethodHandle HANDLE = link("dup2", JAVA_INT, JAVA_INT, JAVA_INT);
    }

    private static final class Execvp {
        static final MethodHandle HANDLE = link("execvp", JAVA_INT, ADDRESS, ADDRESS);
    }

    private static final class Sigmask {
        static final MethodHandle HANDLE = link("sigprocmask", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    }

    private static final class Kill {
        static final MethodHandle HANDLE = link("kill", JAVA_INT, JAVA_INT, JAVA_INT);
    }

    private static final class Sigaction {
        static final MethodHandle HANDLE = link("sigaction", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    }

    private static final class Signal {
        static final MethodHandle HANDLE = link("signal", JAVA_LONG, JAVA_INT, JAVA_LONG);
    }

    private static final class Open {
        static final MethodHandle HANDLE = linkVariadic("open", 2, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    }

    private static final class Fcntl {
        static final MethodHandle HANDLE = linkVariadic("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    }
}
