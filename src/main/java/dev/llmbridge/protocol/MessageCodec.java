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
     * Decodes one datagram; never throws. Keywords are matched exactly; bytes of a name that are not valid UTF-8 become
     * U+FFFD.
     *
     * @param datagram the whole datagram; retained by the messages that contain JSON
     * @return the message; empty if the bytes are not a valid message
     */
    public static Optional<Message> decode(byte[] datagram) {
        if (datagram.length > WireFormat.MAX_DATAGRAM) {
            return Optional.empty();
        }
        if (startsWith(datagram, WireFormat.HOOK)) {
            return decodeHook(datagram);
        }
        if (startsWith(datagram, WireFormat.STATUS)) {
            return decodeStatusLine(datagram);
        }
        if (startsWith(datagram, WireFormat.EVENT)) {
            return decodeEvent(datagram, WireFormat.EVENT.length(), Optional.empty());
        }
        if (startsWith(datagram, WireFormat.EVENT_OF)) {
            return decodeSessionEvent(datagram);
        }
        if (startsWith(datagram, WireFormat.QUERY)) {
            return decodeQuery(datagram);
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
            case Hook(long stamp, int pid, JsonBytes json) -> concat(WireFormat.HOOK + stamp + ':' + pid + ':', json);
            case StatusLinePayload(JsonBytes json) -> concat(WireFormat.STATUS, json);
            case Query(QueryType type) -> bytes(WireFormat.QUERY + type.word());
        };
    }

    private static Optional<Message> decodeHook(byte[] datagram) {
        int stampFrom = WireFormat.HOOK.length();
        int stampTo = indexOfColon(datagram, stampFrom);
        int pidTo = indexOfColon(datagram, stampTo + 1);
        if (pidTo >= datagram.length - 1) {
            return Optional.empty();
        }
        long stamp = parseNumber(datagram, stampFrom, stampTo, Long.MAX_VALUE);
        long pid = parseNumber(datagram, stampTo + 1, pidTo, Integer.MAX_VALUE);
        if (stamp == NOT_A_NUMBER || pid == NOT_A_NUMBER) {
            return Optional.empty();
        }
        return Optional.of(new Hook(stamp, (int) pid, new JsonBytes(datagram, pidTo + 1)));
    }

    private static Optional<Message> decodeStatusLine(byte[] datagram) {
        int from = WireFormat.STATUS.length();
        return from == datagram.length
                ? Optional.empty()
                : Optional.of(new StatusLinePayload(new JsonBytes(datagram, from)));
    }

    private static Optional<Message> decodeSessionEvent(byte[] datagram) {
        int from = WireFormat.EVENT_OF.length();
        int to = indexOfColon(datagram, from);
        if (to == from || to == datagram.length) {
            return Optional.empty();
        }
        return decodeEvent(datagram, to + 1, Optional.of(text(datagram, from, to)));
    }

    private static Optional<Message> decodeEvent(byte[] datagram, int from, Optional<String> session) {
        int to = indexOfColon(datagram, from);
        Optional<EventType> type = EventType.of(word(datagram, from, to));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> tool =
                to == datagram.length ? Optional.empty() : Optional.of(text(datagram, to + 1, datagram.length));
        return Optional.of(new TypedEvent(session, type.get(), tool));
    }

    private static Optional<Message> decodeQuery(byte[] datagram) {
        Optional<QueryType> type = QueryType.of(word(datagram, WireFormat.QUERY.length(), datagram.length));
        return type.isPresent() ? Optional.of(new Query(type.get())) : Optional.empty();
    }

    private static boolean startsWith(byte[] datagram, String word) {
        if (datagram.length < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (datagram[i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the index of the first colon at or after {@code from}, or the datagram's length if there is none. */
    private static int indexOfColon(byte[] datagram, int from) {
        for (int i = from; i < datagram.length; i++) {
            if (datagram[i] == ':') {
                return i;
            }
        }
        return datagram.length;
    }

    private static long parseNumber(byte[] datagram, int from, int to, long max) {
        if (from >= to) {
            return NOT_A_NUMBER;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = datagram[i] - '0';
            if (digit < 0 || digit > 9 || value > (max - digit) / 10) {
                return NOT_A_NUMBER;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Decodes a keyword; returns an empty string for anything too long, so that garbage is not copied. */
    private static String word(byte[] datagram, int from, int to) {
        return to - from > MAX_WORD_LENGTH ? "" : new String(datagram, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] datagram, int from, int to) {
        return new String(datagram, from, to - from, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(String head, JsonBytes json) {
        byte[] datagram = Arrays.copyOf(bytes(head), head.length() + json.length());
        System.arraycopy(json.array(), json.offset(), datagram, head.length(), json.length());
        return datagram;
    }
}
