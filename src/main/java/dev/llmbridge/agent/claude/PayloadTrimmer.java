package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes a payload that is too long for one datagram fit: a copy in which long strings are cut and large arrays and
 * objects inside the fields are emptied. It stays valid JSON, and all short fields stay as they are.
 */
public final class PayloadTrimmer {
    /** A string of more bytes than this between its quotes is cut. */
    static final int LONG_STRING_BYTES = 1024;
    /** What a cut string keeps: so many characters (code points) of its beginning. */
    static final int KEPT_CHARACTERS = 256;

    /**
     * By depth, the most bytes that a trimmed array or object may have before it is emptied. The whole is bounded by
     * the caller; a field, and the elements of its lists, have room for what their own members are allowed.
     */
    private static final int[] MOST_BYTES = {Integer.MAX_VALUE, 64 * 1024, 32 * 1024, 4 * 1024};

    private static final int MAX_DEPTH = 1000;

    private final byte[] json;
    private final int length;
    private final int[] starts = new int[MAX_DEPTH + 1];
    private byte[] out;
    private int size;
    private int copied;

    private PayloadTrimmer(byte[] json, int length) {
        this.json = json;
        this.length = length;
        this.out = new byte[Math.min(length, 64 * 1024)];
    }

    /**
     * Copies one JSON object, cut.
     *
     * @param json holds the object in UTF-8 from its first byte on; not changed
     * @param length of the object in bytes
     * @param limit the most bytes that the copy may have
     * @return empty where the bytes are no whole and valid JSON object, or the copy is longer than the limit; never
     *     fails, whatever the bytes are
     */
    public static Optional<byte[]> trim(byte[] json, int length, int limit) {
        PayloadTrimmer trimmer = new PayloadTrimmer(json, length);
        return trimmer.copyObject() && trimmer.size <= limit
                ? Optional.of(Arrays.copyOf(trimmer.out, trimmer.size))
                : Optional.empty();
    }

    private boolean copyObject() {
        try (JsonParser parser = HookPayload.JSON.createParser(json, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || parser.currentLocation().getByteOffset() < 0) {
                return false;
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                // Just behind the token's first byte: strings are not read on yet, brackets have one byte.
                int behind = (int) parser.currentLocation().getByteOffset();
                if (token == JsonToken.VALUE_STRING) {
                    copyString(behind);
                } else if (token.isStructStart()) {
                    copyUpTo(behind - 1);
                    starts[depth++] = size;
                } else if (token.isStructEnd()) {
                    copyUpTo(behind);
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
        // A string without an end is left to the parser to complain of.
        if (end < length && end - from > LONG_STRING_BYTES) {
            copyUpTo(cut(from, end));
            copied = end;
        }
    }

    /** Where the kept characters end; an escape sequence is one, and so is a pair of them that makes one code point. */
    private int cut(int from, int end) {
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

    /** The UTF-16 unit of a four-digit escape sequence; 0 where none stands there. */
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
        if (size - start > MOST_BYTES[Math.min(depth, MOST_BYTES.length - 1)]) {
            size = start;
            out[size++] = (byte) (end == JsonToken.END_ARRAY ? '[' : '{');
            out[size++] = (byte) (end == JsonToken.END_ARRAY ? ']' : '}');
        }
    }

    private void copyUpTo(int end) {
        int count = end - copied;
        if (size + count > out.length) {
            out = Arrays.copyOf(out, Math.max(size + count, 2 * out.length));
        }
        System.arraycopy(json, copied, out, size, count);
        size += count;
        copied = end;
    }
}
