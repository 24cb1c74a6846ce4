package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.LinuxAbi;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.WordFactory;

/**
 * Keeps a hook's promise, to exit with 0 and to print nothing, while the second tier handles it. Java cannot start if
 * the address space, the stack or the number of processes is limited too strictly, or if /proc is missing; it then
 * prints a message and exits with another code, or crashes.
 */
final class HookGuard {
    private static final CGlobalData<CCharPointer> NULL_DEVICE = CGlobalDataFactory.createCString("/dev/null");

    /**
     * Continues in a child process, which prints nothing. This process waits for it, then exits with 0. It also does so
     * if it cannot create a child.
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void continueInChild() {
        int child = RawLibc.fork();
        if (child == 0) {
            int nowhere = RawLibc.open(NULL_DEVICE.get(), LinuxAbi.O_RDWR | LinuxAbi.O_CLOEXEC);
            RawLibc.dup2(nowhere, RawLibc.STANDARD_OUTPUT);
            RawLibc.dup2(nowhere, RawLibc.STANDARD_ERROR);
            return;
        }
        while (child > 0
                && RawLibc.waitpid(child, WordFactory.nullPointer(), 0) < 0
                && RawLibc.errno() == Errno.EINTR) {}
        RawLibc.exit(0);
    }

    private HookGuard() {}
}
