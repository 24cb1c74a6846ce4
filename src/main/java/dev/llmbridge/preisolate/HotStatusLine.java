package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.posix.Linux;
import dev.llmbridge.protocol.Words;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/** {@code statusline} before the isolate exists: the daemon is told, and answers with the line to print. */
final class HotStatusLine {
    private static final CGlobalData<CCharPointer> STATUS = CGlobalDataFactory.createCString(Words.STATUS);

    private static final int PATIENCE_MILLIS = 3;
    private static final int FAMILY_SIZE = 2;
    private static final int LONGEST_ANSWER = 4096;

    /** Returns only where no answer came, or one that does not fit this terminal; what was read is then found through the hand-over. */
    @Uninterruptible(reason = HotLibc.BEFORE_ISOLATE)
    static void print(int argc, CCharPointerPointer argv, long stamp, Pointer buffer) {
        Pointer payload = HotBuffer.payload(buffer);
        int length = HotInput.read(payload, Words.HOT_PAYLOAD + 1, stamp);
        HandOver.keep(stamp, payload, length);

        Pointer address = StackValue.get(HotPath.SIZE);
        int addressSize = HotPath.writeAddress(address);
        if (HotEnvironment.hasOwnSettings(argc, argv)
                || length > Words.HOT_PAYLOAD
                || addressSize == 0
                || !HotInput.beginsWithBrace(payload, length)) {
            return;
        }
        int descriptor = connected(address, addressSize);
        if (descriptor < 0) {
            return;
        }
        int header = HotBuffer.length(STATUS.get());
        Pointer message = payload.subtract(header);
        HotBuffer.append(message, 0, STATUS.get());
        if (HotLibc.send(descriptor, message, WordFactory.unsigned(header + length), Linux.MSG_DONTWAIT) >= 0) {
            printAnswer(descriptor);
        }
        HotLibc.close(descriptor);
    }

    /** A socket with a name of the kernel's choice, for an answer to come to, and from nobody but the daemon. */
    @Uninterruptible(reason = HotLibc.BEFORE_ISOLATE)
    private static int connected(Pointer address, int addressSize) {
        int descriptor = HotLibc.socket(Linux.AF_UNIX, Linux.SOCK_DGRAM | Linux.SOCK_CLOEXEC, 0);
        if (descriptor < 0) {
            return -1;
        }
        // The family alone asks for a name; it is what the daemon's address begins with.
        boolean bound = HotLibc.bind(descriptor, address, FAMILY_SIZE) == 0;
        if (bound && HotLibc.connect(descriptor, address, addressSize) == 0) {
            return descriptor;
        }
        HotLibc.close(descriptor);
        return -1;
    }

    @Uninterruptible(reason = HotLibc.BEFORE_ISOLATE)
    private static void printAnswer(int descriptor) {
        if (HotLibc.awaitReadable(descriptor, PATIENCE_MILLIS) <= 0) {
            return;
        }
        Pointer answer = StackValue.get(LONGEST_ANSWER);
        long length = HotLibc.receive(descriptor, answer, WordFactory.unsigned(LONGEST_ANSWER - 1), Linux.MSG_DONTWAIT);
        if (length <= 0 || !HotAnswer.fits(answer, (int) length)) {
            return;
        }
        answer.writeByte((int) length, (byte) '\n');
        HotLibc.writeAll(HotLibc.STANDARD_OUTPUT, answer, length + 1);
        HotLibc.exit(0);
    }

    private HotStatusLine() {}
}
