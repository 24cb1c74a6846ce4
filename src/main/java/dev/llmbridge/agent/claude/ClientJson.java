package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.protocol.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Parses JSON from Claude Code. Skipped values create no objects; strings are bounded and sanitised. */
final class ClientJson {
    /** The length of {@link #shortText}, in UTF-16 code units. */
    static final int MAX_SHORT_TEXT = 128;

    private static final int MAX_TEXT = 4096;

    /** Receives the members of an object. */
    @FunctionalInterface
    interface MemberReader {
        /**
         * Reads or skips the value of one member.
         *
         * @param path the prefix passed to {@link #readObject}, then the member's name
         * @param value a parser at the first token of the value; must be left at its last token
         */
        void read(String path, JsonParser value) throws IOException;
    }

    /** Receives the objects in an array. */
    @FunctionalInterface
    interface ElementReader {
        /**
         * Reads one object.
         *
         * @param object a parser at the start of the object; must be left at its end
         */
        void read(JsonParser object) throws IOException;
    }

    private ClientJson() {}

    /** Parses JSON; see {@link #parse(byte[], int, int, MemberReader)}. */
    static boolean parse(JsonBytes json, MemberReader members) {
        return parse(json.array(), json.offset(), json.length(), members);
    }

    /** Parses a whole byte array; see {@link #parse(byte[], int, int, MemberReader)}. */
    static boolean parse(byte[] json, MemberReader members) {
        return parse(json, 0, json.length, members);
    }

    /**
     * Parses one JSON object in UTF-8. Never throws.
     *
     * @return false if the bytes are anything else; some members may have been read nevertheless
     */
    static boolean parse(byte[] bytes, int offset, int length, MemberReader members) {
        try (JsonParser parser = JsonText.FACTORY.createParser(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            readObject(parser, "", members);
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns a copy in which each sequence of bytes that is not valid UTF-8 is replaced with U+FFFD; empty if all
     * bytes are valid.
     */
    static Optional<byte[]> withValidUtf8(JsonBytes json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json.array(), json.offset(), json.length()));
            return Optional.empty();
        } catch (CharacterCodingException e) {
            String text = new String(json.array(), json.offset(), json.length(), StandardCharsets.UTF_8);
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Reads the members of an object, each with {@code prefix} before its name; skips any other value. */
    static void readObject(JsonParser value, String prefix, MemberReader members) throws IOException {
        if (!value.isExpectedStartObjectToken()) {
            value.skipChildren();
            return;
        }
        while (value.nextToken() == JsonToken.FIELD_NAME) {
            String name = value.currentName();
            value.nextToken();
            members.read(prefix.isEmpty() ? name : prefix + name, value);
        }
    }

    /** Reads the objects in an array; skips its other elements, and any value that is not an array. */
    static void readObjects(JsonParser value, ElementReader elements) throws IOException {
        if (!value.isExpectedStartArrayToken()) {
            value.skipChildren();
            return;
        }
        while (value.nextToken() != JsonToken.END_ARRAY) {
            if (value.isExpectedStartObjectToken()) {
                elements.read(value);
            } else {
                value.skipChildren();
            }
        }
    }

    /** Returns a string of at most 128 UTF-16 code units; see {@link #text(JsonParser, int)}. */
    static String shortText(JsonParser value) throws IOException {
        return text(value, MAX_SHORT_TEXT);
    }

    /** Returns a string of at most 4096 UTF-16 code units; see {@link #text(JsonParser, int)}. */
    static String text(JsonParser value) throws IOException {
        return text(value, MAX_TEXT);
    }

    /**
     * Returns a string, truncated and sanitised by {@link #bounded}; skips any other value and returns an empty string.
     */
    static String text(JsonParser value, int max) throws IOException {
        if (value.currentToken() != JsonToken.VALUE_STRING) {
            value.skipChildren();
            return "";
        }
        return bounded(value.getText(), max);
    }

    /** Returns a finite number that is not negative; skips any other value and returns empty. */
    static OptionalDouble number(JsonParser value) throws IOException {
        if (!value.currentToken().isNumeric()) {
            value.skipChildren();
            return OptionalDouble.empty();
        }
        double number = value.getDoubleValue();
        return number >= 0 && number < Double.POSITIVE_INFINITY ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** Returns a number like {@link #number}, without its fraction. */
    static OptionalLong wholeNumber(JsonParser value) throws IOException {
        OptionalDouble number = number(value);
        return number.isPresent() ? OptionalLong.of((long) number.getAsDouble()) : OptionalLong.empty();
    }

    /**
     * Returns at most the first {@code max} UTF-16 code units of the text as one line: control characters become
     * spaces, and unpaired surrogates are replaced. A surrogate pair is never split.
     */
    static String bounded(String text, int max) {
        int end = Math.min(text.length(), max);
        if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (Character.isISOControl(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
                return sanitised(text, end);
            }
        }
        return end == text.length() ? text : text.substring(0, end);
    }

    private static String sanitised(String text, int end) {
        StringBuilder clean = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                clean.append('\uFFFD');
            } else {
                clean.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return clean.toString();
    }
}
