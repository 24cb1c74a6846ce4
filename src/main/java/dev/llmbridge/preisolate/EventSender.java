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

    /**
     * Sends the event and exits. Returns only if the second tier has to send it, in a child process, or if a call
     * without arguments does not provide a hook's JSON.
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void send(int argc, CCharPointerPointer argv, long stamp, Pointer buffer) {
        Pointer payload = MessageBuffer.payload(buffer);
        int length = RawInput.readPayload(payload, stamp);
        if (RawInput.beginsWithBrace(payload, length)) {
            sendHook(payload, length, stamp, MessageBuffer.trimmed(buffer));
        } else if (!RawArguments.isBare(argc)) {
            if (RawArguments.isGiven(RawArguments.type(argc, argv))) {
                sendTyped(argc, argv, stamp, MessageBuffer.trimmed(buffer));
            } else {
                RawLibc.exit(0);
            }
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

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void sendPayload(Pointer payload, int length, long stamp, Pointer memory) {
        long pid = RawEnvironment.clientPid();
        if (pid == RawEnvironment.UNREADABLE) {
            HookGuard.continueInChild();
            return;
        }
        int header =
                MessageBuffer.length(HOOK.get()) + MessageBuffer.digits(stamp) + MessageBuffer.digits(pid) + SEPARATORS;
        Pointer message = payload.subtract(header);
        appendHeader(message, stamp, pid);
        deliver(message, header, header + length, stamp, memory);
    }

    /**
     * Sends a message and exits. Without a daemon, returns in a child process. What can neither be sent nor applied is
     * added to the spool.
     *
     * @param header the length of the header of a hook; 0 for another message
     * @param memory room for a trimmed copy of a hook
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void deliver(Pointer message, int header, int length, long stamp, Pointer memory) {
        Pointer address = StackValue.get(RawPath.SIZE);
        int addressSize = RawPath.writeAddress(address);
        int result = addressSize == 0 ? RawSocket.NO_DAEMON : RawSocket.send(message, length, address, addressSize);
        if (result == RawSocket.NO_DAEMON && !isLeftToAnother(message, header, length, stamp, memory)) {
            Pointer pipe = StackValue.get(2 * Integer.BYTES);
            int child = HookGuard.fork(pipe);
            if (child == 0) {
                return;
            }
            result = HookGuard.awaitDelivery(child, pipe) ? RawSocket.SENT : RawSocket.QUEUE_FULL;
        }
        if (result == RawSocket.QUEUE_FULL) {
            addToSpool(message, header, length, stamp, memory);
        }
        RawLibc.exit(0);
    }

    /**
     * Adds the message to the spool if another process reads the spool. Returns false if none does, or if none does any
     * more once the message is there; this process then has to handle the message itself.
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isLeftToAnother(Pointer message, int header, int length, long stamp, Pointer memory) {
        return RawSpool.hasReader()
                && addToSpool(message, header, length, stamp, memory)
                && (RawSpool.hasReader() || !RawSpool.remove(stamp));
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean addToSpool(Pointer message, int header, int length, long stamp, Pointer memory) {
        return header == 0
                ? RawSpool.add(message, length, stamp)
                : RawSpool.addHook(message.add(header), length - header, stamp, memory);
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
    private static void sendTyped(int argc, CCharPointerPointer argv, long stamp, Pointer memory) {
        CCharPointer session = RawArguments.sessionId(argc, argv);
        if (!RawArguments.isGiven(session)) {
            session = RawEnvironment.clientSession();
        }
        CCharPointer tool = RawArguments.tool(argc, argv);
        boolean isShort = !RawArguments.isGiven(tool) || MessageBuffer.length(tool) <= TYPED_SIZE - TYPED_OVERHEAD;
        if (!isShort || RawArguments.isGiven(session) && !isSafe(session)) {
            HookGuard.continueInChild();
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
        deliver(message, 0, at, stamp, memory);
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
