package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.LinuxAbi;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/**
 * Keeps a hook's promise, to exit with 0 and to print nothing, while the second tier handles it. Java cannot start if
 * the address space, the stack or the number of processes is limited too strictly, or if /proc is missing; it then
 * prints a message and exits with another code, or crashes.
 */
final class HookGuard {
    private static final CGlobalData<CCharPointer> NULL_DEVICE = CGlobalDataFactory.createCString("/dev/null");

    /**
     * Creates a child process, which prints nothing; returns 0 in it, and a negative number if there is none.
     *
     * @param pipe receives the ends of the pipe through which the child reports delivery; negative if there is none
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int fork(Pointer pipe) {
        if (RawLibc.pipe2(pipe, LinuxAbi.O_CLOEXEC) < 0) {
            pipe.writeInt(0, -1);
            pipe.writeInt(Integer.BYTES, -1);
        }
        int child = RawLibc.fork();
        if (child == 0) {
            int nowhere = RawLibc.open(NULL_DEVICE.get(), LinuxAbi.O_RDWR | LinuxAbi.O_CLOEXEC);
            RawLibc.dup2(nowhere, RawLibc.STANDARD_OUTPUT);
            RawLibc.dup2(nowhere, RawLibc.STANDARD_ERROR);
            HandOver.keepPipe(pipe.readInt(Integer.BYTES));
        } else {
            RawLibc.close(pipe.readInt(Integer.BYTES));
        }
        return child;
    }

    /**
     * Waits until a child that was created with {@link #fork} reports that its message is delivered, or exits, and
     * returns whether the message was delivered. After the report, the child may continue to apply the messages of
     * other hooks.
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean awaitDelivery(int child, Pointer pipe) {
        if (child < 0) {
            return false;
        }
        Pointer report = StackValue.get(1);
        long count = RawLibc.read(pipe.readInt(0), report, WordFactory.unsigned(1));
        while (count < 0 && RawLibc.errno() == Errno.EINTR) {
            count = RawLibc.read(pipe.readInt(0), report, WordFactory.unsigned(1));
        }
        return count == 1 || awaitSuccess(child);
    }

    /** Continues in a child process; this process waits for it and exits with 0. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void continueInChild() {
        Pointer pipe = StackValue.get(2 * Integer.BYTES);
        int child = fork(pipe);
        if (child != 0) {
            awaitDelivery(child, pipe);
            RawLibc.exit(0);
        }
    }

    /** Waits for a child and returns whether it has exited with 0. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean awaitSuccess(int child) {
        if (child < 0) {
            return false;
        }
        Pointer status = StackValue.get(Integer.BYTES);
        int waited = RawLibc.waitpid(child, status, 0);
        while (waited < 0 && RawLibc.errno() == Errno.EINTR) {
            waited = RawLibc.waitpid(child, status, 0);
        }
        return waited == child && status.readInt(0) == 0;
    }

    private HookGuard() {}
}
