package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.store.StateFile;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/** {@code status} before the isolate exists: while a daemon runs, prints its state file. */
final class StatusPrinter {
    private static final CGlobalData<CCharPointer> BEGIN = CGlobalDataFactory.createCString(StateFile.BEGIN);

    /** Returns only if the second tier has to render the status. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void print(int argc, CCharPointerPointer argv, Pointer buffer) {
        Pointer path = StackValue.get(RawPath.SIZE);
        if (RawEnvironment.hasOwnSettings(argc, argv)
                || RawPath.writeDaemonLock(path) == 0
                || !RawFile.isLocked(path)
                || RawPath.writeStateFile(path) == 0) {
            return;
        }
        int descriptor = RawFile.openOwn(path);
        long length =
                descriptor < 0 ? 0 : RawLibc.read(descriptor, buffer, WordFactory.unsigned(MessageBuffer.SIZE - 1));
        if (length <= 0 || length == MessageBuffer.SIZE - 1 || !isState(buffer, (int) length)) {
            return;
        }
        RawLibc.writeAll(RawLibc.STANDARD_OUTPUT, buffer, length);
        RawLibc.exit(0);
    }

    /** Whether the bytes begin and end like a state file. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isState(Pointer bytes, int length) {
        int begin = MessageBuffer.length(BEGIN.get());
        for (int i = 0; i < begin; i++) {
            if (i == length || bytes.readByte(i) != BEGIN.get().read(i)) {
                return false;
            }
        }
        return bytes.readByte(length - 1) == '\n' && bytes.readByte(length - 2) == StateFile.END;
    }

    private StatusPrinter() {}
}
