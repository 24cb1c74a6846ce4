package dev.llmbridge.protocol;

import dev.llmbridge.protocol.Message.Hook;
import dev.llmbridge.protocol.Message.Query;
import dev.llmbridge.protocol.Message.StatusLinePayload;
import dev.llmbridge.protocol.Message.TypedEvent;
import dev.llmbridge.protocol.Message.What;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The form of messages on the wire. */
public final class MessageCodec {
    private static final int LONGEST_WORD = WireFormat.TOOL_START.length();
    private static final int NOT_A_NUMBER = -1;

    private MessageCodec() {}

    /**
     * Reads one datagram. The words must match to the letter; bytes of a name that are not UTF-8 become U+FFFD.
     *
     * @param buffer holds the datagram from its first byte on; not kept
     * @param length of the datagram in bytes; one that is longer than the buffer or the limit is no message
     * @return empty where it is no message; never fails, whatever the bytes
     */
    public static Optional<Message> decode(byte[] buffer, int length) {
        if (length < 0 || length > buffer.length || length > WireFormat.MAX_DATAGRAM) {
            return Optional.empty();
        }
        if (startsWith(buffer, length, WireFormat.HOOK)) {
            return hook(buffer, length);
        }
        if (startsWith(buffer, length, WireFormat.STATUS)) {
            return status(buffer, length);
        }
        if (startsWith(buffer, length, WireFormat.EVENT)) {
            return event(buffer, WireFormat.EVENT.length(), length, Optional.empty());
        }
        if (startsWith(buffer, length, WireFormat.EVENT_OF)) {
            return eventOfSession(buffer, length);
        }
        if (startsWith(buffer, length, WireFormat.QUERY)) {
            return query(buffer, length);
        }
        return Optional.empty();
    }

    /** The datagram of a message; longer than {@link WireFormat#MAX_DATAGRAM} where its contents are. */
    public static byte[] encode(Message message) {
        return switch (message) {
            case TypedEvent(Optional<String> session, EventType type, Optional<String> tool) -> {
                String head = session.isPresent() ? WireFormat.EVENT_OF + session.get() + ':' : WireFormat.EVENT;
                String tail = tool.isPresent() ? ':' + tool.get() : "";
                yield bytes(head + type.word() + tail);
            }
            case Hook(long stamp, int pid, byte[] json) -> concat(WireFormat.HOOK + stamp + ':' + pid + ':', json);
            case StatusLinePayload(byte[] json) -> concat(WireFormat.STATUS, json);
            case Query(What what) -> bytes(WireFormat.QUERY + what.word());
        };
    }

    private static Optional<Message> hook(byte[] buffer, int length) {
        int stampFrom = WireFormat.HOOK.length();
        int stampTo = colon(buffer, stampFrom, length);
        int pidTo = colon(buffer, stampTo + 1, length);
        if (pidTo >= length - 1) {
            return Optional.empty();
        }
        long stamp = number(buffer, stampFrom, stampTo, Long.MAX_VALUE);
        long pid = number(buffer, stampTo + 1, pidTo, Integer.MAX_VALUE);
        if (stamp == NOT_A_NUMBER || pid == NOT_A_NUMBER) {
            return Optional.empty();
        }
        return Optional.of(new Hook(stamp, (int) pid, Arrays.copyOfRange(buffer, pidTo + 1, length)));
    }

    private static Optional<Message> status(byte[] buffer, int length) {
        int from = WireFormat.STATUS.length();
        return from == length
                ? Optional.empty()
                : Optional.of(new StatusLinePayload(Arrays.copyOfRange(buffer, from, length)));
    }

    private static Optional<Message> eventOfSession(byte[] buffer, int length) {
        int from = WireFormat.EVENT_OF.length();
        int to = colon(buffer, from, length);
        if (to == from || to == length) {
            return Optional.empty();
        }
        return event(buffer, to + 1, length, Optional.of(text(buffer, from, to)));
    }

    private static Optional<Message> event(byte[] buffer, int from, int length, Optional<String> session) {
        int to = colon(buffer, from, length);
        Optional<EventType> type = EventType.of(word(buffer, from, to));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> tool = to == length ? Optional.empty() : Optional.of(text(buffer, to + 1, length));
        return Optional.of(new TypedEvent(session, type.get(), tool));
    }

    private static Optional<Message> query(byte[] buffer, int length) {
        Optional<What> what = What.of(word(buffer, WireFormat.QUERY.length(), length));
        return what.isPresent() ? Optional.of(new Query(what.get())) : Optional.empty();
    }

    private static boolean startsWith(byte[] buffer, int length, String word) {
        if (length < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (buffer[i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the first colon stands, or {@code length} where none does. */
    private static int colon(byte[] buffer, int from, int length) {
        for (int i = from; i < length; i++) {
            if (buffer[i] == ':') {
                return i;
            }
        }
        return length;
    }

    private static long number(byte[] buffer, int from, int to, long max) {
        if (from >= to) {
            return NOT_A_NUMBER;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9 || value > (max - digit) / 10) {
                return NOT_A_NUMBER;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** A word of ours; garbage of any length is not made a string of. */
    private static String word(byte[] buffer, int from, int to) {
        return to - from > LONGEST_WORD ? "" : new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] buffer, int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(String head, byte[] json) {
        byte[] datagram = Arrays.copyOf(bytes(head), head.length() + json.length);
        System.arraycopy(json, 0, datagram, head.length(), json.length);
        return datagram;
    }
}
