package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.protocol.JsonText;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Trims a payload that is too long to send unchanged: truncates long strings and empties large nested arrays and
 * objects. The result is valid JSON, and everything else is unchanged.
 */
public final class PayloadTrimmer {
    /** A string with more bytes than this between its quotes is truncated. */
    static final int LONG_STRING_BYTES = 1024;
    /** The number of code points kept at the beginning of a truncated string. */
    static final int KEPT_CHARACTERS = 256;

    /**
     * The size in bytes, by depth, above which a trimmed array or object is emptied. The caller limits the size of the
     * whole object, at depth 0. Deeper limits are smaller, so that one large value does not empty its container.
     */
    private static final int[] MAX_BYTES_BY_DEPTH = {Integer.MAX_VALUE, 64 * 1024, 32 * 1024, 4 * 1024};

    /** The nesting limit of the parser, which rejects anything deeper. */
    private static final int MAX_DEPTH = 1000;

    private final byte[] json;
    private final int length;
    /** The offset in {@link #out} at which each open array or object starts, by depth. */
    private final int[] starts = new int[MAX_DEPTH + 1];

    private byte[] out;
    private int size;
    /** The number of bytes of {@link #json} that have been copied or skipped. */
    private int consumed;

    private PayloadTrimmer(byte[] json, int length) {
        this.json = json;
        this.length = length;
        this.out = new byte[Math.min(length, 64 * 1024)];
    }

    /**
     * Returns a trimmed copy of one JSON object. Never throws.
     *
     * @param json contains the object in UTF-8 at offset 0, in which invalid bytes are replaced; not modified
     * @param length the length of the object in bytes
     * @param limit the maximum size of the copy in bytes
     * @return empty if the bytes are not a complete and valid JSON object, or if the copy exceeds the limit
     */
    public static Optional<byte[]> trim(byte[] json, int length, int limit) {
        Optional<byte[]> copy = trimValid(json, length, limit);
        if (copy.isPresent()) {
            return copy;
        }
        return ClientJson.withValidUtf8(JsonBytes.of(Arrays.copyOf(json, length)))
                .flatMap(valid -> trimValid(valid, valid.length, limit));
    }

    private static Optional<byte[]> trimValid(byte[] json, int length, int limit) {
        PayloadTrimmer trimmer = new PayloadTrimmer(json, length);
        return trimmer.copyObject() && trimmer.size <= limit
                ? Optional.of(Arrays.copyOf(trimmer.out, trimmer.size))
                : Optional.empty();
    }

    private boolean copyObject() {
        try (JsonParser parser = JsonText.FACTORY.createParser(json, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || parser.currentLocation().getByteOffset() < 0) {
                return false;
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                // The offset after the token's first byte: strings are read lazily, and a bracket is one byte long.
                int next = (int) parser.currentLocation().getByteOffset();
                if (token == JsonToken.VALUE_STRING) {
                    copyString(next);
                } else if (token.isStructStart()) {
                    copyUpTo(next - 1);
                    starts[depth++] = size;
                } else if (token.isStructEnd()) {
                    copyUpTo(next);
                    depth--;
                    emptyIfLarge(depth, token);
                }
            }
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private void copyString(int from) {
        int end = from;
        while (end < length && json[end] != '"') {
            end += json[end] == '\\' ? 2 : 1;
        }
        // An unterminated string is left unchanged: the parser reports it.
        if (end < length && end - from > LONG_STRING_BYTES) {
            copyUpTo(keptEnd(from, end));
            consumed = end;
        }
    }

    /**
     * Returns the end of the kept characters. An escape sequence, or a surrogate pair of two, counts as one character.
     */
    private int keptEnd(int from, int end) {
        int at = from;
        for (int kept = 0; kept < KEPT_CHARACTERS && at < end; kept++) {
            boolean pair = Character.isHighSurrogate(escapedUnit(at)) && Character.isLowSurrogate(escapedUnit(at + 6));
            at += pair ? 12 : characterLength(at);
        }
        return Math.min(at, end);
    }

    private int characterLength(int at) {
        int first = json[at] & 0xFF;
        if (first == '\\') {
            return json[at + 1] == 'u' ? 6 : 2;
        }
        if (first < 0x80) {
            return 1;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }

    /** Returns the UTF-16 code unit of the four-digit escape sequence at {@code at}; 0 if there is none. */
    private char escapedUnit(int at) {
        if (at + 6 > length || json[at] != '\\' || json[at + 1] != 'u') {
            return 0;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            unit = unit << 4 | Character.digit(json[i], 16) & 0xF;
        }
        return (char) unit;
    }

    private void emptyIfLarge(int depth, JsonToken end) {
        int start = depth == 0 ? 0 : starts[depth];
        if (size - start > MAX_BYTES_BY_DEPTH[Math.min(depth, MAX_BYTES_BY_DEPTH.length - 1)]) {
            size = start;
            out[size++] = (byte) (end == JsonToken.END_ARRAY ? '[' : '{');
            out[size++] = (byte) (end == JsonToken.END_ARRAY ? ']' : '}');
        }
    }

    private void copyUpTo(int end) {
        int count = end - consumed;
        if (size + count > out.length) {
            out = Arrays.copyOf(out, Math.max(size + count, 2 * out.length));
        }
        System.arraycopy(json, consumed, out, size, count);
        size += count;
        consumed = end;
    }
}
