package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.protocol.Words;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.Pointer;

/** {@code event} before the isolate exists: reads, sends one datagram, and is gone. */
final class HotEvent {
    private static final CGlobalData<CCharPointer> HOOK = CGlobalDataFactory.createCString(Words.HOOK);
    private static final CGlobalData<CCharPointer> EVENT_WORD = CGlobalDataFactory.createCString(Words.EVENT);
    private static final CGlobalData<CCharPointer> EVENT_OF = CGlobalDataFactory.createCString(Words.EVENT_OF);

    private static final int SEPARATORS = 2;
    private static final int MAX_ID = 64;
    private static final int TYPED_SIZE = 4096;
    /** What of a typed message is not the tool's name. */
    private static final int TYPED_REST = 128;

    /** Returns only where the event has to take the slower way; what was read is then found through the hand-over. */
    @Uninterruptible(reason = HotLibc.BEFORE_ISOLATE)
    static void send(int argc, CCharPointerPointer argv, long stamp, Pointer buffer) {
        Pointer payload = HotBuffer.payload(buffer);
        int length = HotInput.read(payload, Words.HOT_PAYLOAD + 1, stamp);
        HandOver.keep(stamp, payload, length);

        Pointer address = StackValue.get(HotPath.SIZE);
        int addressSize = HotPath.writeAddress(address);
        if (length > Words.HOT_PAYLOAD || addressSize == 0) {
            return;
        }
        if (HotInput.beginsWithBrace(payload, length)) {
            sendHook(payload, length, stamp, address, addressSize);
        } else if (HotArguments.isGiven(HotArguments.type(argc, argv))) {
            sendTyped(argc, argv, address, addressSize);
        } else {
            HotLibc.exit(0);
        }
    }

    @Uninterruptible(reason = HotLibc.BEFORE_ISOLATE)
    private static void sendHook(Pointer payload, int length, long stamp, Pointer address, int addressSize) {
        long pid = HotEnvironment.clientPid();
        if (pid == HotEnvironment.UNREADABLE) {
            return;
        }
        int header = HotBuffer.length(HOOK.get()) + HotBuffer.digits(stamp) + HotBuffer.digits(pid) + SEPARATORS;
        Pointer message = payload.subtract(header);
        int at = HotBuffer.append(message, 0, HOOK.get());
        at = HotBuffer.append(message, at, stamp);
        at = HotBuffer.append(message, at, ':');
        at = HotBuffer.append(message, at, pid);
        HotBuffer.append(message, at, ':');
        sendAndExit(message, header + length, address, addressSize);
    }

    @Uninterruptible(reason = HotLibc.BEFORE_ISOLATE)
    private static void sendTyped(int argc, CCharPointerPointer argv, Pointer address, int addressSize) {
        CCharPointer session = HotArguments.sessionId(argc, argv);
        if (!HotArguments.isGiven(session)) {
            session = HotEnvironment.clientSession();
        }
        CCharPointer tool = HotArguments.tool(argc, argv);
        boolean isShort = !HotArguments.isGiven(tool) || HotBuffer.length(tool) <= TYPED_SIZE - TYPED_REST;
        if (!isShort || HotArguments.isGiven(session) && !isSafe(session)) {
            return;
        }
        Pointer message = StackValue.get(TYPED_SIZE);
        int at = HotBuffer.append(message, 0, HotArguments.isGiven(session) ? EVENT_OF.get() : EVENT_WORD.get());
        if (HotArguments.isGiven(session)) {
            at = HotBuffer.append(message, at, session);
            at = HotBuffer.append(message, at, ':');
        }
        at = HotBuffer.append(message, at, HotArguments.type(argc, argv));
        if (HotArguments.isGiven(tool)) {
            at = HotBuffer.append(message, at, ':');
            at = HotBuffer.append(message, at, tool);
        }
        sendAndExit(message, at, address, addressSize);
    }

    /** Whether an id may stand on the wire as it is; any other is named by its hash. */
    @Uninterruptible(reason = HotLibc.BEFORE_ISOLATE)
    private static boolean isSafe(CCharPointer id) {
        int length = 0;
        while (id.read(length) != 0) {
            byte c = id.read(length);
            boolean safe = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            if (!safe || length == MAX_ID) {
                return false;
            }
            length++;
        }
        return true;
    }

    @Uninterruptible(reason = HotLibc.BEFORE_ISOLATE)
    private static void sendAndExit(Pointer message, int length, Pointer address, int addressSize) {
        if (HotSocket.send(message, length, address, addressSize)) {
            HotLibc.exit(0);
        }
    }

    private HotEvent() {}
}
