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

/** {@code statusline} with a command, before the isolate exists: reports to the daemon, then executes the command. */
final class StatusLineTee {
    private static final CGlobalData<CCharPointer> SHELL = CGlobalDataFactory.createCString(CommandWords.SHELL_PROGRAM);
    private static final CGlobalData<CCharPointer> STRING = CGlobalDataFactory.createCString(CommandWords.SHELL_STRING);

    /** The index of the command, or of the shell's string, in the arguments. */
    private static final int COMMAND = 3;

    private static final int POINTER_SIZE = 8;

    /** Returns only if the second tier has to complete the invocation. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void execute(int argc, CCharPointerPointer argv, long stamp, Pointer buffer) {
        Pointer payload = MessageBuffer.payload(buffer);
        int length = RawInput.readPayload(payload, stamp);
        Pointer address = StackValue.get(RawPath.SIZE);
        int addressSize = RawPath.writeAddress(address);
        if (length > WireFormat.MAX_UNTRIMMED_PAYLOAD
                || addressSize == 0
                || !RawInput.beginsWithBrace(payload, length)) {
            return;
        }
        int header = MessageBuffer.prependStatus(payload);
        Pointer message = payload.subtract(header);
        if (RawSocket.send(message, header + length, address, addressSize) != RawSocket.SENT
                || !replay(payload, length)) {
            return;
        }
        // If the command cannot be run, the second tier reads standard input again and reports the error.
        HandOver.keep(stamp, payload, 0);
        if (RawArguments.isShellTee(argc, argv)) {
            runShell(argv.read(COMMAND));
        } else {
            RawLibc.execvp(argv.read(COMMAND), argv.addressOf(COMMAND));
        }
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void runShell(CCharPointer string) {
        Pointer words = StackValue.get(4 * POINTER_SIZE);
        words.writeWord(0, SHELL.get());
        words.writeWord(POINTER_SIZE, STRING.get());
        words.writeWord(2 * POINTER_SIZE, string);
        words.writeWord(3 * POINTER_SIZE, WordFactory.nullPointer());
        RawLibc.execvp(SHELL.get(), words);
    }

    /** Makes standard input a pipe that holds the payload; returns false if no pipe can hold it. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean replay(Pointer payload, int length) {
        Pointer ends = StackValue.get(2 * Integer.BYTES);
        if (RawLibc.pipe2(ends, LinuxAbi.O_CLOEXEC) < 0) {
            return false;
        }
        int read = ends.readInt(0);
        int write = ends.readInt(Integer.BYTES);
        boolean fits = RawLibc.fcntl(write, LinuxAbi.F_SETPIPE_SZ, WordFactory.pointer(length)) >= length
                && RawLibc.write(write, payload, WordFactory.unsigned(length)) == length
                && RawLibc.dup2(read, RawLibc.STANDARD_INPUT) >= 0;
        RawLibc.close(read);
        RawLibc.close(write);
        return fits;
    }

    private StatusLineTee() {}
}
