package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.protocol.WireFormat;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/** {@code statusline} before the isolate exists: sends the report to the daemon and prints the line that it returns. */
final class StatusLinePrinter {
    private static final int ANSWER_TIMEOUT_MILLIS = 3;
    private static final int LONGEST_ANSWER = 4096;

    /** Returns only if the second tier has to render the line. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void print(int argc, CCharPointerPointer argv, long stamp, Pointer buffer) {
        Pointer payload = MessageBuffer.payload(buffer);
        int length = RawInput.readPayload(payload, stamp);
        Pointer address = StackValue.get(RawPath.SIZE);
        int addressSize = RawPath.writeAddress(address);
        if (RawEnvironment.hasOwnSettings(argc, argv)
                || length > WireFormat.MAX_UNTRIMMED_PAYLOAD
                || addressSize == 0
                || !RawInput.beginsWithBrace(payload, length)) {
            return;
        }
        int descriptor = connected(address, addressSize);
        if (descriptor < 0) {
            return;
        }
        int header = MessageBuffer.prependStatus(payload);
        Pointer message = payload.subtract(header);
        if (RawLibc.send(descriptor, message, WordFactory.unsigned(header + length), LinuxAbi.MSG_DONTWAIT) >= 0) {
            printAnswer(descriptor);
        }
        RawLibc.close(descriptor);
    }

    /** Opens a socket that the daemon, and only the daemon, can answer to; returns -1 on failure. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int connected(Pointer address, int addressSize) {
        int descriptor = RawLibc.socket(LinuxAbi.AF_UNIX, LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_CLOEXEC, 0);
        if (descriptor < 0) {
            return -1;
        }
        // Binding to the family alone, the first field of the address, makes the kernel choose a name.
        boolean bound = RawLibc.bind(descriptor, address, LinuxAbi.SOCKADDR_FAMILY) == 0;
        if (bound && RawLibc.connect(descriptor, address, addressSize) == 0) {
            return descriptor;
        }
        RawLibc.close(descriptor);
        return -1;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void printAnswer(int descriptor) {
        if (RawLibc.awaitReadable(descriptor, ANSWER_TIMEOUT_MILLIS) <= 0) {
            return;
        }
        Pointer answer = StackValue.get(LONGEST_ANSWER);
        long length =
                RawLibc.receive(descriptor, answer, WordFactory.unsigned(LONGEST_ANSWER - 1), LinuxAbi.MSG_DONTWAIT);
        if (length <= 0 || !LineFit.fits(answer, (int) length)) {
            return;
        }
        answer.writeByte((int) length, (byte) '\n');
        RawLibc.writeAll(RawLibc.STANDARD_OUTPUT, answer, length + 1);
        RawLibc.exit(0);
    }

    private StatusLinePrinter() {}
}
