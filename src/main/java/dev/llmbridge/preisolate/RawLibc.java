package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.LinuxAbi;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/**
 * The libc functions that are called before the isolate exists. The calls use no transition from Java to native code,
 * because no thread is attached to an isolate yet.
 */
final class RawLibc {
    /** Why every method in this tier is uninterruptible. */
    static final String BEFORE_ISOLATE = "There is no isolate yet: no heap, no safepoints, no exceptions.";

    static final int STANDARD_INPUT = 0;
    static final int STANDARD_OUTPUT = 1;
    static final int STANDARD_ERROR = 2;

    private static final int CLOCK_MONOTONIC = 1;

    @Uninterruptible(reason = BEFORE_ISOLATE)
    static long monotonicNanos() {
        Pointer time = StackValue.get(LinuxAbi.TIMESPEC_SIZE);
        clock_gettime(CLOCK_MONOTONIC, time);
        return time.readLong(0) * LinuxAbi.NANOS_PER_SECOND + time.readLong(LinuxAbi.TIMESPEC_NANOS);
    }

    @Uninterruptible(reason = BEFORE_ISOLATE)
    static void sleep(long nanos) {
        Pointer time = StackValue.get(LinuxAbi.TIMESPEC_SIZE);
        time.writeLong(0, 0);
        time.writeLong(LinuxAbi.TIMESPEC_NANOS, nanos);
        nanosleep(time, WordFactory.nullPointer());
    }

    /** Waits until a descriptor is readable or at its end; returns 0 if {@code millis} have passed. */
    @Uninterruptible(reason = BEFORE_ISOLATE)
    static int awaitReadable(int descriptor, long millis) {
        Pointer pollfd = StackValue.get(LinuxAbi.POLLFD_SIZE);
        pollfd.writeInt(0, descriptor);
        pollfd.writeShort(LinuxAbi.POLLFD_EVENTS, LinuxAbi.POLLIN);
        pollfd.writeShort(LinuxAbi.POLLFD_REVENTS, (short) 0);
        return poll(pollfd, 1, (int) millis);
    }

    @Uninterruptible(reason = BEFORE_ISOLATE)
    static boolean isTerminal(int descriptor) {
        return isatty(descriptor) == 1;
    }

    /** Maps zeroed memory, which takes no page before it is used; returns the null pointer if there is none. */
    @Uninterruptible(reason = BEFORE_ISOLATE)
    static Pointer map(int size) {
        Pointer memory = mmap(
                WordFactory.nullPointer(),
                WordFactory.unsigned(size),
                LinuxAbi.PROT_READ_WRITE,
                LinuxAbi.MAP_PRIVATE_ANONYMOUS,
                -1,
                0);
        return memory.rawValue() == -1 ? WordFactory.nullPointer() : memory;
    }

    /** Writes all bytes, or as many as possible before an error. */
    @Uninterruptible(reason = BEFORE_ISOLATE)
    static void writeAll(int descriptor, Pointer bytes, long length) {
        long written = 0;
        while (written < length) {
            long count = write(descriptor, bytes.add((int) written), WordFactory.unsigned(length - written));
            if (count < 0 && errno() != Errno.EINTR) {
                return;
            }
            written += count > 0 ? count : 0;
        }
    }

    @Uninterruptible(reason = BEFORE_ISOLATE)
    static int errno() {
        return errnoLocation().readInt(0);
    }

    @CFunction(value = "clock_gettime", transition = Transition.NO_TRANSITION)
    private static native int clock_gettime(int clock, Pointer time);

    @CFunction(value = "nanosleep", transition = Transition.NO_TRANSITION)
    private static native int nanosleep(Pointer time, Pointer remaining);

    @CFunction(value = "poll", transition = Transition.NO_TRANSITION)
    private static native int poll(Pointer descriptors, long count, int millis);

    @CFunction(value = "__errno_location", transition = Transition.NO_TRANSITION)
    private static native Pointer errnoLocation();

    @CFunction(value = "isatty", transition = Transition.NO_TRANSITION)
    private static native int isatty(int descriptor);

    @CFunction(value = "getuid", transition = Transition.NO_TRANSITION)
    static native int getuid();

    @CFunction(value = "getenv", transition = Transition.NO_TRANSITION)
    static native CCharPointer getenv(CCharPointer name);

    @CFunction(value = "setenv", transition = Transition.NO_TRANSITION)
    static native int setenv(CCharPointer name, Pointer value, int overwrite);

    @CFunction(value = "unsetenv", transition = Transition.NO_TRANSITION)
    static native int unsetenv(CCharPointer name);

    @CFunction(value = "getcwd", transition = Transition.NO_TRANSITION)
    static native Pointer getcwd(Pointer buffer, UnsignedWord size);

    @CFunction(value = "chdir", transition = Transition.NO_TRANSITION)
    static native int chdir(CCharPointer path);

    @CFunction(value = "read", transition = Transition.NO_TRANSITION)
    static native long read(int descriptor, Pointer buffer, UnsignedWord size);

    @CFunction(value = "socket", transition = Transition.NO_TRANSITION)
    static native int socket(int domain, int type, int protocol);

    @CFunction(value = "sendto", transition = Transition.NO_TRANSITION)
    static native long sendto(
            int descriptor, Pointer bytes, UnsignedWord length, int flags, Pointer address, int addressSize);

    @CFunction(value = "pipe2", transition = Transition.NO_TRANSITION)
    static native int pipe2(Pointer ends, int flags);

    @CFunction(value = "dup2", transition = Transition.NO_TRANSITION)
    static native int dup2(int descriptor, int as);

    @CFunction(value = "execvp", transition = Transition.NO_TRANSITION)
    static native int execvp(CCharPointer file, PointerBase words);

    @CFunction(value = "write", transition = Transition.NO_TRANSITION)
    static native long write(int descriptor, Pointer bytes, UnsignedWord length);

    @CFunction(value = "open", transition = Transition.NO_TRANSITION)
    static native int open(PointerBase path, int flags);

    @CFunction(value = "open", transition = Transition.NO_TRANSITION)
    static native int open(PointerBase path, int flags, int mode);

    @CFunction(value = "mkdir", transition = Transition.NO_TRANSITION)
    static native int mkdir(Pointer path, int mode);

    @CFunction(value = "rename", transition = Transition.NO_TRANSITION)
    static native int rename(Pointer from, Pointer to);

    @CFunction(value = "unlink", transition = Transition.NO_TRANSITION)
    static native int unlink(Pointer path);

    @CFunction(value = "opendir", transition = Transition.NO_TRANSITION)
    static native Pointer opendir(Pointer path);

    @CFunction(value = "readdir", transition = Transition.NO_TRANSITION)
    static native Pointer readdir(Pointer stream);

    @CFunction(value = "closedir", transition = Transition.NO_TRANSITION)
    static native int closedir(Pointer stream);

    @CFunction(value = "getpid", transition = Transition.NO_TRANSITION)
    static native int getpid();

    @CFunction(value = "statx", transition = Transition.NO_TRANSITION)
    static native int statx(int directory, PointerBase path, int flags, int mask, Pointer status);

    @CFunction(value = "fcntl", transition = Transition.NO_TRANSITION)
    static native int fcntl(int descriptor, int command, Pointer argument);

    @CFunction(value = "bind", transition = Transition.NO_TRANSITION)
    static native int bind(int descriptor, Pointer address, int addressSize);

    @CFunction(value = "connect", transition = Transition.NO_TRANSITION)
    static native int connect(int descriptor, Pointer address, int addressSize);

    @CFunction(value = "send", transition = Transition.NO_TRANSITION)
    static native long send(int descriptor, Pointer bytes, UnsignedWord length, int flags);

    @CFunction(value = "recv", transition = Transition.NO_TRANSITION)
    static native long receive(int descriptor, Pointer buffer, UnsignedWord size, int flags);

    @CFunction(value = "close", transition = Transition.NO_TRANSITION)
    static native int close(int descriptor);

    @CFunction(value = "signal", transition = Transition.NO_TRANSITION)
    static native PointerBase signal(int signal, PointerBase action);

    @CFunction(value = "sigprocmask", transition = Transition.NO_TRANSITION)
    static native int sigprocmask(int how, Pointer set, Pointer oldSet);

    @CFunction(value = "fork", transition = Transition.NO_TRANSITION)
    static native int fork();

    @CFunction(value = "waitpid", transition = Transition.NO_TRANSITION)
    static native int waitpid(int pid, Pointer status, int options);

    @CFunction(value = "mmap", transition = Transition.NO_TRANSITION)
    private static native Pointer mmap(
            Pointer address, UnsignedWord size, int protection, int flags, int descriptor, long offset);

    @CFunction(value = "_exit", transition = Transition.NO_TRANSITION)
    static native void exit(int code);

    private RawLibc() {}
}
