package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.graalvm.nativeimage.PinnedObject;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/**
 * libc in a native image. Arrays are pinned and passed without copying. Calls use the default transition out of Java, so
 * that a blocking call does not delay a garbage collection.
 */
final class ImageLibc implements Libc {
    @Override
    public int getuid() {
        return C.getuid();
    }

    @Override
    public int getpid() {
        return C.getpid();
    }

    @Override
    public int getppid() {
        return C.getppid();
    }

    @Override
    public boolean isTerminal(int descriptor) {
        return C.isatty(descriptor) == 1;
    }

    @Override
    public int terminalColumns(int descriptor) {
        Pointer size = StackValue.get(LinuxAbi.WINSIZE_SIZE);
        int asked = result(C.ioctl(descriptor, LinuxAbi.TIOCGWINSZ, size));
        return asked < 0 ? asked : Short.toUnsignedInt(size.readShort(LinuxAbi.WINSIZE_COLUMNS));
    }

    @Override
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        try (PinnedObject pinned = PinnedObject.create(buffer)) {
            return result(C.read(descriptor, pinned.addressOfArrayElement(offset), WordFactory.unsigned(length)));
        }
    }

    @Override
    public int datagramSocket() {
        return result(C.socket(LinuxAbi.AF_UNIX, LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_CLOEXEC, 0));
    }

    @Override
    public int autobind(int descriptor) {
        byte[] address = UnixAddress.autobind();
        try (PinnedObject pinned = PinnedObject.create(address)) {
            return result(C.bind(descriptor, pinned.addressOfArrayElement(0), address.length));
        }
    }

    @Override
    public int connect(int descriptor, Path socket) {
        byte[] path = UnixAddress.bytes(socket);
        int error = UnixAddress.pathError(path);
        if (error != 0) {
            return error;
        }
        byte[] address = UnixAddress.of(path);
        try (PinnedObject pinned = PinnedObject.create(address)) {
            return result(C.connect(descriptor, pinned.addressOfArrayElement(0), address.length));
        }
    }

    @Override
    public int sendWithoutBlocking(int descriptor, byte[] datagram, int length) {
        Objects.checkFromIndexSize(0, length, datagram.length);
        try (PinnedObject pinned = PinnedObject.create(datagram)) {
            return result(C.send(
                    descriptor,
                    pinned.addressOfArrayElement(0),
                    WordFactory.unsigned(length),
                    LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_NOSIGNAL));
        }
    }

    @Override
    public int setSendBuffer(int descriptor, int bytes) {
        Pointer value = StackValue.get(Integer.BYTES);
        value.writeInt(0, bytes);
        return result(C.setsockopt(descriptor, LinuxAbi.SOL_SOCKET, LinuxAbi.SO_SNDBUF, value, Integer.BYTES));
    }

    @Override
    public int nextDatagramLength(int descriptor) {
        int flags = LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_PEEK | LinuxAbi.MSG_TRUNC;
        return result(C.recv(descriptor, WordFactory.nullPointer(), WordFactory.zero(), flags));
    }

    @Override
    public int receiveWithoutBlocking(int descriptor, byte[] buffer) {
        int flags = LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_TRUNC;
        try (PinnedObject pinned = PinnedObject.create(buffer)) {
            PointerBase bytes = pinned.addressOfArrayElement(0);
            return result(C.recv(descriptor, bytes, WordFactory.unsigned(buffer.length), flags));
        }
    }

    @Override
    public Optional<ReceivedDatagram> receiveFrom(int descriptor) {
        int length = nextDatagramLength(descriptor);
        if (length < 0) {
            return Optional.empty();
        }
        byte[] datagram = new byte[length];
        Pointer address = StackValue.get(LinuxAbi.SOCKADDR_SIZE);
        Pointer size = StackValue.get(Integer.BYTES);
        size.writeInt(0, LinuxAbi.SOCKADDR_SIZE);
        try (PinnedObject pinned = PinnedObject.create(datagram)) {
            // An empty array has no first element to point to.
            PointerBase bytes = length == 0 ? WordFactory.nullPointer() : pinned.addressOfArrayElement(0);
            UnsignedWord room = WordFactory.unsigned(length);
            if (C.recvfrom(descriptor, bytes, room, LinuxAbi.MSG_DONTWAIT, address, size) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new ReceivedDatagram(datagram, sender(address, size.readInt(0))));
    }

    private static Optional<PeerAddress> sender(Pointer address, int size) {
        if (size <= LinuxAbi.SOCKADDR_FAMILY) {
            return Optional.empty();
        }
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = address.readByte(i);
        }
        return Optional.of(new PeerAddress(bytes));
    }

    @Override
    public int sendTo(int descriptor, byte[] datagram, PeerAddress to) {
        byte[] address = to.bytes();
        try (PinnedObject bytes = PinnedObject.create(datagram);
                PinnedObject name = PinnedObject.create(address)) {
            return result(C.sendto(
                    descriptor,
                    bytes.addressOfArrayElement(0),
                    WordFactory.unsigned(datagram.length),
                    LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_NOSIGNAL,
                    name.addressOfArrayElement(0),
                    address.length));
        }
    }

    @Override
    public int write(int descriptor, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        try (PinnedObject pinned = PinnedObject.create(bytes)) {
            return result(C.write(descriptor, pinned.addressOfArrayElement(offset), WordFactory.unsigned(length)));
        }
    }

    @Override
    public int poll(int[] descriptors, short[] events, short[] revents, long nanos) {
        byte[] pollfds = new byte[descriptors.length * LinuxAbi.POLLFD_SIZE];
        Pointer timeout = WordFactory.nullPointer();
        if (nanos >= 0) {
            timeout = StackValue.get(LinuxAbi.TIMESPEC_SIZE);
            timeout.writeLong(0, nanos / LinuxAbi.NANOS_PER_SECOND);
            timeout.writeLong(LinuxAbi.TIMESPEC_NANOS, nanos % LinuxAbi.NANOS_PER_SECOND);
        }
        try (PinnedObject pinned = PinnedObject.create(pollfds)) {
            Pointer first = pinned.addressOfArrayElement(0);
            for (int i = 0; i < descriptors.length; i++) {
                first.writeInt(i * LinuxAbi.POLLFD_SIZE, descriptors[i]);
                first.writeShort(i * LinuxAbi.POLLFD_SIZE + LinuxAbi.POLLFD_EVENTS, events[i]);
            }
            int count = result(C.ppoll(first, descriptors.length, timeout, WordFactory.nullPointer()));
            for (int i = 0; i < descriptors.length; i++) {
                revents[i] = count <= 0 ? 0 : first.readShort(i * LinuxAbi.POLLFD_SIZE + LinuxAbi.POLLFD_REVENTS);
            }
            return count;
        }
    }

    @Override
    public int inotify() {
        return result(C.inotify_init1(LinuxAbi.IN_NONBLOCK | LinuxAbi.IN_CLOEXEC));
    }

    @Override
    public int watchFolder(int inotify, Path folder, int events) {
        byte[] path = UnixAddress.cString(folder);
        try (PinnedObject pinned = PinnedObject.create(path)) {
            int mask = events | LinuxAbi.IN_ONLYDIR | LinuxAbi.IN_MASK_ADD;
            return result(C.inotify_add_watch(inotify, pinned.addressOfArrayElement(0), mask));
        }
    }

    @Override
    public int openProcess(int pid) {
        return result(C.syscall(LinuxAbi.SYS_PIDFD_OPEN, pid, 0));
    }

    @Override
    public int close(int descriptor) {
        return result(C.close(descriptor));
    }

    @Override
    public int pipe(int[] ends) {
        Pointer both = StackValue.get(2 * Integer.BYTES);
        int made = result(C.pipe2(both, LinuxAbi.O_CLOEXEC));
        ends[0] = both.readInt(0);
        ends[1] = both.readInt(Integer.BYTES);
        return made;
    }

    @Override
    public int setPipeCapacity(int descriptor, int bytes) {
        return result(C.fcntl(descriptor, LinuxAbi.F_SETPIPE_SZ, WordFactory.pointer(bytes)));
    }

    @Override
    public int memoryFile() {
        Pointer name = StackValue.get(Byte.BYTES);
        name.writeByte(0, (byte) 0);
        return result(C.memfd_create(name, LinuxAbi.MFD_CLOEXEC));
    }

    @Override
    public int rewind(int descriptor) {
        return result(C.lseek(descriptor, 0, LinuxAbi.SEEK_SET));
    }

    @Override
    public int duplicate(int descriptor, int as) {
        return result(C.dup2(descriptor, as));
    }

    @Override
    public int execute(List<String> words) {
        closeOwnFileOnExecute();
        PinnedObject[] pinned = new PinnedObject[words.size()];
        long[] addresses = new long[words.size() + 1];
        for (int i = 0; i < pinned.length; i++) {
            pinned[i] = PinnedObject.create(UnixAddress.cString(words.get(i)));
            addresses[i] = pinned[i].addressOfArrayElement(0).rawValue();
        }
        try (PinnedObject array = PinnedObject.create(addresses)) {
            return result(C.execvp(WordFactory.pointer(addresses[0]), array.addressOfArrayElement(0)));
        } finally {
            for (PinnedObject word : pinned) {
                word.close();
            }
        }
    }

    /** The image's runtime keeps its own executable open, and the new program must not inherit that descriptor. */
    private static void closeOwnFileOnExecute() {
        Path self = Path.of("/proc/self");
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(self.resolve("fd"))) {
            Path executable = Files.readSymbolicLink(self.resolve("exe"));
            for (Path descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).equals(executable)) {
                    int number = Integer.parseInt(descriptor.getFileName().toString());
                    C.fcntl(number, LinuxAbi.F_SETFD, WordFactory.pointer(LinuxAbi.FD_CLOEXEC));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // One more inherited descriptor does no harm.
        }
    }

    @Override
    public int kill(int pid, int signal) {
        return result(C.kill(pid, signal));
    }

    @Override
    public int ignore(int signal) {
        Pointer action = StackValue.get(LinuxAbi.SIGACTION_SIZE);
        int queried = result(C.sigaction(signal, WordFactory.nullPointer(), action));
        if (queried < 0 || action.readLong(0) != LinuxAbi.SIG_DFL) {
            return queried;
        }
        return result(C.signal(signal, LinuxAbi.SIG_IGN) < 0 ? -1 : 0);
    }

    @Override
    public int openLockFile(Path file) {
        byte[] path = UnixAddress.cString(file);
        int flags = LinuxAbi.O_RDWR | LinuxAbi.O_CREAT | LinuxAbi.O_CLOEXEC | LinuxAbi.O_NOFOLLOW;
        try (PinnedObject pinned = PinnedObject.create(path)) {
            return result(C.open(pinned.addressOfArrayElement(0), flags, LinuxAbi.MODE_0600));
        }
    }

    @Override
    public int tryLock(int descriptor) {
        Pointer lock = StackValue.get(LinuxAbi.FLOCK_SIZE);
        prepareWriteLock(lock);
        return result(C.fcntl(descriptor, LinuxAbi.F_SETLK, lock));
    }

    @Override
    public int lockHolder(int descriptor) {
        Pointer lock = StackValue.get(LinuxAbi.FLOCK_SIZE);
        prepareWriteLock(lock);
        int asked = result(C.fcntl(descriptor, LinuxAbi.F_GETLK, lock));
        if (asked < 0 || lock.readShort(0) == LinuxAbi.F_UNLCK) {
            return asked;
        }
        return lock.readInt(LinuxAbi.FLOCK_PID);
    }

    private static void prepareWriteLock(Pointer lock) {
        for (int i = 0; i < LinuxAbi.FLOCK_SIZE; i += Long.BYTES) {
            lock.writeLong(i, 0);
        }
        lock.writeShort(0, LinuxAbi.F_WRLCK);
    }

    /**
     * Must directly follow the call, before anything else can change errno. The safepoint check on return to Java does
     * not change it: pthread functions return their errors.
     */
    private static int result(long returned) {
        return returned < 0 ? -C.errnoLocation().read() : (int) returned;
    }

    /** The C functions; never loaded on a JVM. */
    private static final class C {
        @CFunction
        static native int getuid();

        @CFunction
        static native int getpid();

        @CFunction
        static native int getppid();

        @CFunction
        static native int isatty(int descriptor);

        @CFunction
        static native int ioctl(int descriptor, long request, PointerBase argument);

        @CFunction
        static native long read(int descriptor, PointerBase buffer, UnsignedWord length);

        @CFunction
        static native int ppoll(PointerBase pollfds, long count, PointerBase timeout, PointerBase mask);

        @CFunction
        static native int socket(int domain, int type, int protocol);

        @CFunction
        static native int bind(int descriptor, PointerBase address, int length);

        @CFunction
        static native int connect(int descriptor, PointerBase address, int length);

        @CFunction
        static native int setsockopt(int descriptor, int level, int name, PointerBase value, int length);

        @CFunction
        static native long send(int descriptor, PointerBase buffer, UnsignedWord length, int flags);

        @CFunction("recvfrom")
        static native long recvfrom(
                int descriptor, PointerBase buffer, UnsignedWord length, int flags, Pointer address, Pointer size);

        @CFunction("sendto")
        static native long sendto(
                int descriptor, PointerBase bytes, UnsignedWord length, int flags, PointerBase address, int size);

        @CFunction
        static native long recv(int descriptor, PointerBase buffer, UnsignedWord length, int flags);

        @CFunction
        static native long write(int descriptor, PointerBase bytes, UnsignedWord length);

        @CFunction
        static native int inotify_init1(int flags);

        @CFunction
        static native int inotify_add_watch(int inotify, PointerBase path, int mask);

        @CFunction
        static native long syscall(long number, long one, long two);

        @CFunction
        static native int close(int descriptor);

        @CFunction
        static native int pipe2(PointerBase ends, int flags);

        @CFunction
        static native int memfd_create(PointerBase name, int flags);

        @CFunction
        static native long lseek(int descriptor, long offset, int whence);

        @CFunction
        static native int dup2(int descriptor, int as);

        @CFunction
        static native int execvp(PointerBase file, PointerBase words);

        @CFunction
        static native int kill(int pid, int signal);

        @CFunction
        static native int sigaction(int signal, PointerBase action, PointerBase old);

        @CFunction
        static native long signal(int signal, long handler);

        @CFunction
        static native int open(PointerBase path, int flags, int mode);

        @CFunction
        static native int fcntl(int descriptor, int command, PointerBase lock);

        /** Cannot block. A transition could run safepoint code between the failed call and this one. */
        @CFunction(value = "__errno_location", transition = CFunction.Transition.NO_TRANSITION)
        static native CIntPointer errnoLocation();
    }
}
