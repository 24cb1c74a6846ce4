package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.protocol.WireFormat;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.Pointer;

/** {@code event} before the isolate exists: reads standard input, sends one datagram and exits. */
final class EventSender {
    private static final CGlobalData<CCharPointer> HOOK = CGlobalDataFactory.createCString(WireFormat.HOOK);
    private static final CGlobalData<CCharPointer> EVENT_WORD = CGlobalDataFactory.createCString(WireFormat.EVENT);
    private static final CGlobalData<CCharPointer> EVENT_OF = CGlobalDataFactory.createCString(WireFormat.EVENT_OF);

    private static final int SEPARATORS = 2;
    private static final int MAX_ID_LENGTH = 64;
    private static final int TYPED_SIZE = 4096;
    /** The most bytes of a typed message besides the tool's name. */
    private static final int TYPED_OVERHEAD = 128;

    /** Returns only if the second tier has to send the event; for a hook, in a child process. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void send(int argc, CCharPointerPointer argv, long stamp, Pointer buffer) {
        Pointer payload = MessageBuffer.payload(buffer);
        int length = RawInput.readPayload(payload, stamp);
        trySend(argc, argv, stamp, payload, length);
        if (RawInput.beginsWithBrace(payload, length)) {
            HookGuard.continueInChild();
        }
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void trySend(int argc, CCharPointerPointer argv, long stamp, Pointer payload, int length) {
        Pointer address = StackValue.get(RawPath.SIZE);
        int addressSize = RawPath.writeAddress(address);
        if (length > WireFormat.MAX_UNTRIMMED_PAYLOAD || addressSize == 0) {
            return;
        }
        if (RawInput.beginsWithBrace(payload, length)) {
            sendHook(payload, length, stamp, address, addressSize);
        } else if (RawArguments.isGiven(RawArguments.type(argc, argv))) {
            sendTyped(argc, argv, address, addressSize);
        } else {
            RawLibc.exit(0);
        }
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void sendHook(Pointer payload, int length, long stamp, Pointer address, int addressSize) {
        long pid = RawEnvironment.clientPid();
        if (pid == RawEnvironment.UNREADABLE) {
            return;
        }
        int header =
                MessageBuffer.length(HOOK.get()) + MessageBuffer.digits(stamp) + MessageBuffer.digits(pid) + SEPARATORS;
        Pointer message = payload.subtract(header);
        int at = MessageBuffer.append(message, 0, HOOK.get());
        at = MessageBuffer.append(message, at, stamp);
        at = MessageBuffer.append(message, at, ':');
        at = MessageBuffer.append(message, at, pid);
        MessageBuffer.append(message, at, ':');
        sendAndExit(message, header + length, address, addressSize);
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void sendTyped(int argc, CCharPointerPointer argv, Pointer address, int addressSize) {
        CCharPointer session = RawArguments.sessionId(argc, argv);
        if (!RawArguments.isGiven(session)) {
            session = RawEnvironment.clientSession();
        }
        CCharPointer tool = RawArguments.tool(argc, argv);
        boolean isShort = !RawArguments.isGiven(tool) || MessageBuffer.length(tool) <= TYPED_SIZE - TYPED_OVERHEAD;
        if (!isShort || RawArguments.isGiven(session) && !isSafe(session)) {
            return;
        }
        Pointer message = StackValue.get(TYPED_SIZE);
        int at = MessageBuffer.append(message, 0, RawArguments.isGiven(session) ? EVENT_OF.get() : EVENT_WORD.get());
        if (RawArguments.isGiven(session)) {
            at = MessageBuffer.append(message, at, session);
            at = MessageBuffer.append(message, at, ':');
        }
        at = MessageBuffer.append(message, at, RawArguments.type(argc, argv));
        if (RawArguments.isGiven(tool)) {
            at = MessageBuffer.append(message, at, ':');
            at = MessageBuffer.append(message, at, tool);
        }
        sendAndExit(message, at, address, addressSize);
    }

    /** Whether a session id can be sent unchanged; any other id is left to the second tier. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isSafe(CCharPointer id) {
        int length = 0;
        while (id.read(length) != 0) {
            byte c = id.read(length);
            boolean safe = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            if (!safe || length == MAX_ID_LENGTH) {
                return false;
            }
            length++;
        }
        return true;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void sendAndExit(Pointer message, int length, Pointer address, int addressSize) {
        if (RawSocket.send(message, length, address, addressSize)) {
            RawLibc.exit(0);
        }
    }

    private EventSender() {}
}
