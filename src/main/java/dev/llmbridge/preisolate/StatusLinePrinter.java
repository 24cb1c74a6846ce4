package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.protocol.WireFormat;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/** {@code statusline} before the isolate exists: sends the report to the daemon and prints the line that it returns. */
final class StatusLinePrinter {
    private static final CGlobalData<CCharPointer> PLAIN_LINE = CGlobalDataFactory.createCString("Claude\n");

    private static final int ANSWER_TIMEOUT_MILLIS = 3;
    /** In bytes; the second tier renders a longer line. */
    private static final int LONGEST_ANSWER = 4095;

    /** Returns only if the second tier has to render the line, in a child process. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void print(int argc, CCharPointerPointer argv, long stamp, Pointer buffer) {
        tryPrint(argc, argv, stamp, buffer);
        continueInChild();
    }

    /** Returns in a child process. If that fails, e.g. because Java cannot start, this process prints a plain line. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void continueInChild() {
        int child = RawLibc.fork();
        if (child != 0) {
            if (!HookGuard.awaitSuccess(child)) {
                CCharPointer line = PLAIN_LINE.get();
                RawLibc.writeAll(
                        RawLibc.STANDARD_OUTPUT, WordFactory.pointer(line.rawValue()), MessageBuffer.length(line));
            }
            RawLibc.exit(0);
        }
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void tryPrint(int argc, CCharPointerPointer argv, long stamp, Pointer buffer) {
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

    /**
     * Opens a socket on which only the daemon can reply; returns -1 on failure. It is connected before it has a name,
     * because the kernel then refuses all other senders.
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int connected(Pointer address, int addressSize) {
        if (!RawFile.isOwnSocket(address)) {
            return -1;
        }
        int descriptor = RawLibc.socket(LinuxAbi.AF_UNIX, LinuxAbi.SOCK_DGRAM | LinuxAbi.SOCK_CLOEXEC, 0);
        if (descriptor < 0) {
            return -1;
        }
        boolean connected = RawLibc.connect(descriptor, address, addressSize) == 0;
        // An address that consists of the family alone makes the kernel choose a name.
        if (connected && RawLibc.bind(descriptor, address, LinuxAbi.SOCKADDR_FAMILY) == 0) {
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
        Pointer answer = StackValue.get(LONGEST_ANSWER + 1);
        int flags = LinuxAbi.MSG_DONTWAIT | LinuxAbi.MSG_TRUNC;
        long length = RawLibc.receive(descriptor, answer, WordFactory.unsigned(LONGEST_ANSWER), flags);
        if (length <= 0 || length > LONGEST_ANSWER || !LineFit.fits(answer, (int) length)) {
            return;
        }
        answer.writeByte((int) length, (byte) '\n');
        RawLibc.writeAll(RawLibc.STANDARD_OUTPUT, answer, length + 1);
        RawLibc.exit(0);
    }

    private StatusLinePrinter() {}
}
