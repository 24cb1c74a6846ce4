package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.nativeimage.PinnedObject;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.jspecify.annotations.Nullable;

/**
 * libc in a native image. Arrays are pinned and passed without copying. Calls use the default transition out of Java,
 * so that a blocking call does not delay a garbage collection.
 */
final class ImageLibc extends LinuxLibc {
    @Override
    int call(Function function, @Nullable Object... arguments) {
        try (Pins pins = new Pins()) {
            long[] a = new long[MAX_ARGUMENTS];
            for (int i = 0; i < arguments.length; i++) {
                a[i] = pins.value(arguments[i]);
            }
            return result(
                    switch (function) {
                        case GETUID -> C.getuid();
                        case GETPID -> C.getpid();
                        case GETPPID -> C.getppid();
                        case ISATTY -> C.isatty((int) a[0]);
                        case IOCTL -> C.ioctl((int) a[0], a[1], a[2]);
                        case READ -> C.read((int) a[0], a[1], a[2]);
                        case WRITE -> C.write((int) a[0], a[1], a[2]);
                        case PPOLL -> C.ppoll(a[0], a[1], a[2], a[3]);
                        case SOCKET -> C.socket((int) a[0], (int) a[1], (int) a[2]);
                        case BIND -> C.bind((int) a[0], a[1], (int) a[2]);
                        case CONNECT -> C.connect((int) a[0], a[1], (int) a[2]);
                        case GETSOCKNAME -> C.getsockname((int) a[0], a[1], a[2]);
                        case GETSOCKOPT -> C.getsockopt((int) a[0], (int) a[1], (int) a[2], a[3], a[4]);
                        case SETSOCKOPT -> C.setsockopt((int) a[0], (int) a[1], (int) a[2], a[3], (int) a[4]);
                        case SENDTO -> C.sendto((int) a[0], a[1], a[2], (int) a[3], a[4], (int) a[5]);
                        case RECVFROM -> C.recvfrom((int) a[0], a[1], a[2], (int) a[3], a[4], a[5]);
                        case INOTIFY_INIT1 -> C.inotify_init1((int) a[0]);
                        case INOTIFY_ADD_WATCH -> C.inotify_add_watch((int) a[0], a[1], (int) a[2]);
                        case GETRLIMIT -> C.getrlimit((int) a[0], a[1]);
                        case SETRLIMIT -> C.setrlimit((int) a[0], a[1]);
                        case SYSCALL -> C.syscall(a[0], a[1], a[2]);
                        case CLOSE -> C.close((int) a[0]);
                        case PIPE2 -> C.pipe2(a[0], (int) a[1]);
                        case FCNTL -> C.fcntl((int) a[0], (int) a[1], a[2]);
                        case MEMFD_CREATE -> C.memfd_create(a[0], (int) a[1]);
                        case LSEEK -> C.lseek((int) a[0], a[1], (int) a[2]);
                        case DUP2 -> C.dup2((int) a[0], (int) a[1]);
                        case KILL -> C.kill((int) a[0], (int) a[1]);
                        case SIGACTION -> C.sigaction((int) a[0], a[1], a[2]);
                        case SIGPROCMASK -> C.sigprocmask((int) a[0], a[1], a[2]);
                        case OPEN -> C.open(a[0], (int) a[1], (int) a[2]);
                        case OPENAT -> C.openat((int) a[0], a[1], (int) a[2], (int) a[3]);
                        case RENAMEAT -> C.renameat((int) a[0], a[1], (int) a[2], a[3]);
                        case RENAMEAT2 -> C.renameat2((int) a[0], a[1], (int) a[2], a[3], (int) a[4]);
                        case UNLINKAT -> C.unlinkat((int) a[0], a[1], (int) a[2]);
                        case STATX -> C.statx((int) a[0], a[1], (int) a[2], (int) a[3], a[4]);
                        case FSTATFS -> C.fstatfs((int) a[0], a[1]);
                        case FCHDIR -> C.fchdir((int) a[0]);
                        case CLOCK_GETTIME -> C.clock_gettime((int) a[0], a[1]);
                    });
        }
    }

    @Override
    int execvp(byte[][] words) {
        closeOwnFileOnExecute();
        try (Pins pins = new Pins()) {
            long[] pointers = new long[words.length + 1];
            for (int i = 0; i < words.length; i++) {
                pointers[i] = pins.address(words[i], 0);
            }
            return result(C.execvp(pointers[0], pins.address(pointers, 0)));
        }
    }

    /** The image's runtime keeps its own executable open, and the new program must not inherit that descriptor. */
    private void closeOwnFileOnExecute() {
        Path self = Path.of("/proc/self");
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(self.resolve("fd"))) {
            Path executable = Files.readSymbolicLink(self.resolve("exe"));
            for (Path descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).equals(executable)) {
                    closeOnExecute(Integer.parseInt(descriptor.getFileName().toString()));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // One more inherited descriptor does no harm.
        }
    }

    /**
     * Must directly follow the call, before anything else can change errno. The safepoint check on return to Java does
     * not change it: pthread functions return their errors.
     */
    private static int result(long returned) {
        return returned == -1 ? -C.errnoLocation().read() : (int) returned;
    }

    /** The arrays that must not move during a call. */
    private static final class Pins implements AutoCloseable {
        private final List<PinnedObject> pinned = new ArrayList<>();

        long value(@Nullable Object argument) {
            if (argument instanceof Number number) {
                return number.longValue();
            }
            // An empty array has no first element to point to.
            return argument instanceof BytePointer bytes && bytes.length() > 0
                    ? address(bytes.array(), bytes.offset())
                    : 0;
        }

        long address(Object array, int index) {
            PinnedObject object = PinnedObject.create(array);
            pinned.add(object);
            return object.addressOfArrayElement(index).rawValue();
        }

        @Override
        public void close() {
            for (PinnedObject object : pinned) {
                object.close();
            }
        }
    }

    /** The C functions; never loaded on a JVM. Pointers are passed as long. */
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
        static native int ioctl(int descriptor, long request, long argument);

        @CFunction
        static native long read(int descriptor, long buffer, long length);

        @CFunction
        static native long write(int descriptor, long bytes, long length);

        @CFunction
        static native int ppoll(long pollfds, long count, long timeout, long mask);

        @CFunction
        static native int socket(int domain, int type, int protocol);

        @CFunction
        static native int bind(int descriptor, long address, int length);

        @CFunction
        static native int connect(int descriptor, long address, int length);

        @CFunction
        static native int getsockname(int descriptor, long address, long size);

        @CFunction
        static native int getsockopt(int descriptor, int level, int name, long value, long size);

        @CFunction
        static native int setsockopt(int descriptor, int level, int name, long value, int length);

        @CFunction
        static native long sendto(int descriptor, long bytes, long length, int flags, long address, int size);

        @CFunction
        static native long recvfrom(int descriptor, long buffer, long length, int flags, long address, long size);

        @CFunction
        static native int inotify_init1(int flags);

        @CFunction
        static native int inotify_add_watch(int inotify, long path, int mask);

        @CFunction
        static native int getrlimit(int resource, long limits);

        @CFunction
        static native int setrlimit(int resource, long limits);

        @CFunction
        static native long syscall(long number, long one, long two);

        @CFunction
        static native int close(int descriptor);

        @CFunction
        static native int pipe2(long ends, int flags);

        @CFunction
        static native int fcntl(int descriptor, int command, long argument);

        @CFunction
        static native int memfd_create(long name, int flags);

        @CFunction
        static native long lseek(int descriptor, long offset, int whence);

        @CFunction
        static native int dup2(int descriptor, int as);

        @CFunction
        static native int kill(int pid, int signal);

        @CFunction
        static native int sigaction(int signal, long action, long old);

        @CFunction
        static native int sigprocmask(int how, long set, long oldSet);

        @CFunction
        static native int open(long path, int flags, int mode);

        @CFunction
        static native int openat(int directory, long path, int flags, int mode);

        @CFunction
        static native int renameat(int fromDirectory, long from, int toDirectory, long to);

        @CFunction
        static native int renameat2(int fromDirectory, long from, int toDirectory, long to, int flags);

        @CFunction
        static native int unlinkat(int directory, long path, int flags);

        @CFunction
        static native int statx(int directory, long path, int flags, int mask, long status);

        @CFunction
        static native int fstatfs(int descriptor, long status);

        @CFunction
        static native int fchdir(int directory);

        @CFunction
        static native int clock_gettime(int clock, long time);

        @CFunction
        static native int execvp(long file, long words);

        /** Cannot block. A transition could run safepoint code between the failed call and this one. */
        @CFunction(value = "__errno_location", transition = CFunction.Transition.NO_TRANSITION)
        static native CIntPointer errnoLocation();
    }
}
