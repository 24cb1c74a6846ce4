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
        if (RawInput.beginsWithBrace(payload, length)) {
            sendHook(payload, length, stamp, MessageBuffer.trimmed(buffer));
        } else if (length <= WireFormat.MAX_UNTRIMMED_PAYLOAD) {
            if (!RawArguments.isGiven(RawArguments.type(argc, argv))) {
                RawLibc.exit(0);
            }
            sendTyped(argc, argv);
        }
    }

    /** Like {@link #send}, for a call without arguments, and returns if standard input is not a hook's JSON. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void sendImplied(long stamp, Pointer buffer) {
        Pointer payload = MessageBuffer.payload(buffer);
        int length = RawInput.readPayload(payload, stamp);
        if (RawInput.beginsWithBrace(payload, length)) {
            sendHook(payload, length, stamp, MessageBuffer.trimmed(buffer));
        }
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void sendHook(Pointer payload, int length, long stamp, Pointer trimmed) {
        if (length <= WireFormat.MAX_UNTRIMMED_PAYLOAD) {
            sendPayload(payload, length, stamp, trimmed);
            return;
        }
        Pointer reader = StackValue.get(RawReader.SIZE);
        RawReader.ofInput(reader, payload, length, MessageBuffer.PAYLOAD_SIZE, stamp);
        int trimmedLength = RawTrimmer.trim(reader, trimmed, MessageBuffer.TRIMMED_SIZE, true);
        if (trimmedLength == 0) {
            RawLibc.exit(0);
        }
        HandOver.keep(stamp, trimmed, trimmedLength);
        sendPayload(trimmed, trimmedLength, stamp, payload);
    }

    /**
     * Sends a hook and exits. Without a daemon, or if only the second tier can send it, returns in a child process.
     * What neither can deliver becomes a file in the spool.
     *
     * @param memory room for a trimmed copy
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void sendPayload(Pointer payload, int length, long stamp, Pointer memory) {
        int result = trySend(payload, length, stamp);
        if (result == RawSocket.NO_DAEMON && !isLeftToAnother(payload, length, stamp, memory)) {
            Pointer pipe = StackValue.get(2 * Integer.BYTES);
            int child = HookGuard.fork(pipe);
            if (child == 0) {
                return;
            }
            result = HookGuard.delivers(child, pipe) ? RawSocket.SENT : RawSocket.QUEUE_FULL;
        }
        if (result == RawSocket.QUEUE_FULL) {
            RawSpool.add(payload, length, stamp, memory);
        }
        RawLibc.exit(0);
    }

    /**
     * Adds the hook to the spool if another process is applying messages to the session files. That process looks there
     * again after it has released the lock, so it must still hold it when the hook has been added.
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isLeftToAnother(Pointer payload, int length, long stamp, Pointer memory) {
        Pointer lock = StackValue.get(RawPath.SIZE);
        return RawPath.writeSessionsLock(lock) > 0
                && RawFile.isLocked(lock)
                && RawSpool.add(payload, length, stamp, memory)
                && (RawFile.isLocked(lock) || !RawSpool.remove(stamp));
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int trySend(Pointer payload, int length, long stamp) {
        Pointer address = StackValue.get(RawPath.SIZE);
        int addressSize = RawPath.writeAddress(address);
        long pid = RawEnvironment.clientPid();
        if (addressSize == 0 || pid == RawEnvironment.UNREADABLE) {
            return RawSocket.NO_DAEMON;
        }
        int header =
                MessageBuffer.length(HOOK.get()) + MessageBuffer.digits(stamp) + MessageBuffer.digits(pid) + SEPARATORS;
        Pointer message = payload.subtract(header);
        appendHeader(message, stamp, pid);
        return RawSocket.send(message, header + length, address, addressSize);
    }

    /** Writes the header of a hook's message and returns its length. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int appendHeader(Pointer message, long stamp, long pid) {
        int at = MessageBuffer.append(message, 0, HOOK.get());
        at = MessageBuffer.append(message, at, stamp);
        at = MessageBuffer.append(message, at, ':');
        at = MessageBuffer.append(message, at, pid);
        return MessageBuffer.append(message, at, ':');
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void sendTyped(int argc, CCharPointerPointer argv) {
        Pointer address = StackValue.get(RawPath.SIZE);
        int addressSize = RawPath.writeAddress(address);
        CCharPointer session = RawArguments.sessionId(argc, argv);
        if (!RawArguments.isGiven(session)) {
            session = RawEnvironment.clientSession();
        }
        CCharPointer tool = RawArguments.tool(argc, argv);
        boolean isShort = !RawArguments.isGiven(tool) || MessageBuffer.length(tool) <= TYPED_SIZE - TYPED_OVERHEAD;
        if (addressSize == 0 || !isShort || RawArguments.isGiven(session) && !isSafe(session)) {
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
        // The second tier can write to the spool.
        if (RawSocket.send(message, at, address, addressSize) == RawSocket.SENT) {
            RawLibc.exit(0);
        }
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

    private EventSender() {}
}
