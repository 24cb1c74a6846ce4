package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import org.graalvm.word.Pointer;

/** Reads the parts of a JSON text from a {@link RawReader}. It checks only what it needs to find their ends. */
final class RawJson {
    /** The room for a key in bytes, NUL included; longer than any key of interest. */
    static final int KEY_SIZE = 32;

    /** Reads the rest of a value of which one byte has been read. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean skip(Pointer reader, int first) {
        int depth = 0;
        int b = first;
        while (b != RawReader.END) {
            if (b == '"' && !skipString(reader)) {
                return false;
            }
            if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
            if (depth < 0 || depth == 0 && b == ',') {
                // This byte follows a number or a literal and is not part of it.
                RawReader.back(reader);
                return true;
            }
            if (depth == 0 && (b == '"' || b == '}' || b == ']')) {
                return true;
            }
            b = RawReader.next(reader);
        }
        return false;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean skipString(Pointer reader) {
        int b = RawReader.next(reader);
        while (b != '"' && b != RawReader.END) {
            if (b == '\\') {
                RawReader.next(reader);
            }
            b = RawReader.next(reader);
        }
        return b == '"';
    }

    /**
     * Reads a key whose opening quote has been read. A long one, or one with an escape sequence, becomes empty.
     *
     * @param key receives the key with a NUL; {@link #KEY_SIZE} bytes
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean readKey(Pointer reader, Pointer key) {
        int length = 0;
        int b = RawReader.next(reader);
        while (b != '"' && b != RawReader.END) {
            if (b == '\\') {
                RawReader.next(reader);
                length = KEY_SIZE;
            }
            if (length < KEY_SIZE - 1) {
                key.writeByte(length, (byte) b);
            }
            length++;
            b = RawReader.next(reader);
        }
        key.writeByte(length < KEY_SIZE ? length : 0, (byte) 0);
        return b == '"';
    }

    /** Returns the next byte that is not whitespace. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int token(Pointer reader) {
        int b = RawReader.next(reader);
        while (b == ' ' || b == '\t' || b == '\n' || b == '\r') {
            b = RawReader.next(reader);
        }
        return b;
    }

    /**
     * Reads what follows a member or an element: the closing bracket, or a comma and the first byte of the next one.
     * Returns {@link RawReader#END} for anything else.
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int afterMember(Pointer reader, int bracket) {
        int token = token(reader);
        if (token == bracket) {
            return token;
        }
        return token == ',' ? token(reader) : RawReader.END;
    }

    private RawJson() {}
}
