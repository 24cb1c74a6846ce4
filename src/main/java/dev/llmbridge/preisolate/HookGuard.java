package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.LinuxAbi;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;

/**
 * Keeps a hook's promise, to exit with 0 and to print nothing, while the second tier handles it. Java cannot start if
 * the address space, the stack or the number of processes is limited too strictly, or if /proc is missing; it then
 * prints a message and exits with another code, or crashes.
 */
final class HookGuard {
    private static final CGlobalData<CCharPointer> NULL_DEVICE = CGlobalDataFactory.createCString("/dev/null");

    /** Creates a child process, which prints nothing; returns 0 in it, and a negative number if there is none. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int fork() {
        int child = RawLibc.fork();
        if (child == 0) {
            int nowhere = RawLibc.open(NULL_DEVICE.get(), LinuxAbi.O_RDWR | LinuxAbi.O_CLOEXEC);
            RawLibc.dup2(nowhere, RawLibc.STANDARD_OUTPUT);
            RawLibc.dup2(nowhere, RawLibc.STANDARD_ERROR);
        }
        return child;
    }

    /** Waits for a child and returns whether it has exited with 0. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean succeeds(int child) {
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
