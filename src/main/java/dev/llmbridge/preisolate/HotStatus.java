package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import dev.llmbridge.posix.Linux;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/** {@code status} before the isolate exists: while a daemon lives, its state file is the answer. */
final class HotStatus {
    /** Returns only where the answer has to be rendered. */
    @Uninterruptible(reason = HotLibc.BEFORE_ISOLATE)
    static void print(int argc, CCharPointerPointer argv, Pointer buffer) {
        Pointer path = StackValue.get(HotPath.SIZE);
        if (HotEnvironment.hasOwnSettings(argc, argv)
                || HotPath.writeLifeLock(path) == 0
                || !isLocked(path)
                || HotPath.writeStateFile(path) == 0) {
            return;
        }
        int descriptor = HotLibc.open(path, Linux.O_CLOEXEC);
        long length = descriptor < 0 ? 0 : HotLibc.read(descriptor, buffer, WordFactory.unsigned(HotBuffer.SIZE - 1));
        if (length <= 0 || length == HotBuffer.SIZE - 1) {
            return;
        }
        if (buffer.readByte((int) length - 1) != '\n') {
            buffer.writeByte((int) length, (byte) '\n');
            length++;
        }
        HotLibc.writeAll(HotLibc.STANDARD_OUTPUT, buffer, length);
        HotLibc.exit(0);
    }

    @Uninterruptible(reason = HotLibc.BEFORE_ISOLATE)
    private static boolean isLocked(Pointer path) {
        int descriptor = HotLibc.open(path, Linux.O_CLOEXEC);
        if (descriptor < 0) {
            return false;
        }
        Pointer lock = StackValue.get(Linux.FLOCK_SIZE);
        for (int i = 0; i < Linux.FLOCK_SIZE; i++) {
            lock.writeByte(i, (byte) 0);
        }
        lock.writeShort(0, Linux.F_WRLCK);
        boolean asked = HotLibc.fcntl(descriptor, Linux.F_GETLK, lock) == 0;
        return asked && lock.readShort(0) != Linux.F_UNLCK;
    }

    private HotStatus() {}
}
