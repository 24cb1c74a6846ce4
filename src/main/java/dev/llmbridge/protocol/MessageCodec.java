package dev.llmbridge.protocol;

import dev.llmbridge.protocol.Message.EventType;
import dev.llmbridge.protocol.Message.Hook;
import dev.llmbridge.protocol.Message.Query;
import dev.llmbridge.protocol.Message.QueryType;
import dev.llmbridge.protocol.Message.StatusLinePayload;
import dev.llmbridge.protocol.Message.TypedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Encodes messages as datagrams and decodes datagrams. */
public final class MessageCodec {
    private static final int MAX_WORD_LENGTH = WireFormat.TOOL_START.length();
    private static final int NOT_A_NUMBER = -1;

    private MessageCodec() {}

    /**
     * Decodes one datagram. Keywords are matched exactly; bytes of a name that are not valid UTF-8 become U+FFFD.
     *
     * @param buffer contains the datagram at offset 0; not retained
     * @param length of the datagram in bytes; if it exceeds the buffer or the limit, the result is empty
     * @return the message; empty if the bytes are not a valid message. Never throws
     */
    public static Optional<Message> decode(byte[] buffer, int length) {
        if (length < 0 || length > buffer.length || length > WireFormat.MAX_DATAGRAM) {
            return Optional.empty();
        }
        if (startsWith(buffer, length, WireFormat.HOOK)) {
            return decodeHook(buffer, length);
        }
        if (startsWith(buffer, length, WireFormat.STATUS)) {
            return decodeStatusLine(buffer, length);
        }
        if (startsWith(buffer, length, WireFormat.EVENT)) {
            return decodeEvent(buffer, WireFormat.EVENT.length(), length, Optional.empty());
        }
        if (startsWith(buffer, length, WireFormat.EVENT_OF)) {
            return decodeSessionEvent(buffer, length);
        }
        if (startsWith(buffer, length, WireFormat.QUERY)) {
            return decodeQuery(buffer, length);
        }
        return Optional.empty();
    }

    /** Encodes a message. The result exceeds {@link WireFormat#MAX_DATAGRAM} if the contents are too long. */
    public static byte[] encode(Message message) {
        return switch (message) {
            case TypedEvent(Optional<String> session, EventType type, Optional<String> tool) -> {
                String head = session.isPresent() ? WireFormat.EVENT_OF + session.get() + ':' : WireFormat.EVENT;
                String tail = tool.isPresent() ? ':' + tool.get() : "";
                yield bytes(head + type.word() + tail);
            }
            case Hook(long stamp, int pid, byte[] json) -> concat(WireFormat.HOOK + stamp + ':' + pid + ':', json);
            case StatusLinePayload(byte[] json) -> concat(WireFormat.STATUS, json);
            case Query(QueryType type) -> bytes(WireFormat.QUERY + type.word());
        };
    }

    private static Optional<Message> decodeHook(byte[] buffer, int length) {
        int stampFrom = WireFormat.HOOK.length();
        int stampTo = indexOfColon(buffer, stampFrom, length);
        int pidTo = indexOfColon(buffer, stampTo + 1, length);
        if (pidTo >= length - 1) {
            return Optional.empty();
        }
        long stamp = parseNumber(buffer, stampFrom, stampTo, Long.MAX_VALUE);
        long pid = parseNumber(buffer, stampTo + 1, pidTo, Integer.MAX_VALUE);
        if (stamp == NOT_A_NUMBER || pid == NOT_A_NUMBER) {
            return Optional.empty();
        }
        return Optional.of(new Hook(stamp, (int) pid, Arrays.copyOfRange(buffer, pidTo + 1, length)));
    }

    private static Optional<Message> decodeStatusLine(byte[] buffer, int length) {
        int from = WireFormat.STATUS.length();
        return from == length
                ? Optional.empty()
                : Optional.of(new StatusLinePayload(Arrays.copyOfRange(buffer, from, length)));
    }

    private static Optional<Message> decodeSessionEvent(byte[] buffer, int length) {
        int from = WireFormat.EVENT_OF.length();
        int to = indexOfColon(buffer, from, length);
        if (to == from || to == length) {
            return Optional.empty();
        }
        return decodeEvent(buffer, to + 1, length, Optional.of(text(buffer, from, to)));
    }

    private static Optional<Message> decodeEvent(byte[] buffer, int from, int length, Optional<String> session) {
        int to = indexOfColon(buffer, from, length);
        Optional<EventType> type = EventType.of(word(buffer, from, to));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> tool = to == length ? Optional.empty() : Optional.of(text(buffer, to + 1, length));
        return Optional.of(new TypedEvent(session, type.get(), tool));
    }

    private static Optional<Message> decodeQuery(byte[] buffer, int length) {
        Optional<QueryType> type = QueryType.of(word(buffer, WireFormat.QUERY.length(), length));
        return type.isPresent() ? Optional.of(new Query(type.get())) : Optional.empty();
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

    /** Returns the index of the first colon at or after {@code from}, or {@code length} if there is none. */
    private static int indexOfColon(byte[] buffer, int from, int length) {
        for (int i = from; i < length; i++) {
            if (buffer[i] == ':') {
                return i;
            }
        }
        return length;
    }

    private static long parseNumber(byte[] buffer, int from, int to, long max) {
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

    /** Decodes a keyword; returns an empty string for anything too long, so that garbage is not copied. */
    private static String word(byte[] buffer, int from, int to) {
        return to - from > MAX_WORD_LENGTH ? "" : new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
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
