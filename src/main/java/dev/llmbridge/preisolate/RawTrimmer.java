package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.agent.claude.HookFields;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;

/**
 * Reduces a hook's JSON, before the isolate exists, to the fields that the daemon reads. What the user, the model and
 * tools have written is left out, except, if wanted, the tool arguments that the daemon may show. Long strings are
 * shortened, and lists are cut when there is no room left.
 */
final class RawTrimmer {
    private static final CGlobalData<CCharPointer> FIELDS = CGlobalDataFactory.createCString(HookFields.TEXTS);
    private static final CGlobalData<CCharPointer> LISTS = CGlobalDataFactory.createCString(HookFields.LISTS);
    private static final CGlobalData<CCharPointer> ELEMENT_FIELDS =
            CGlobalDataFactory.createCString(HookFields.ELEMENT_TEXTS);
    private static final CGlobalData<CCharPointer> ARGUMENTS = CGlobalDataFactory.createCString(HookFields.ARGUMENTS);
    private static final CGlobalData<CCharPointer> ARGUMENT_FIELDS =
            CGlobalDataFactory.createCString(HookFields.ARGUMENT_TEXTS);
    private static final CGlobalData<CCharPointer> PROMPT = CGlobalDataFactory.createCString(HookFields.PROMPT);
    private static final CGlobalData<CCharPointer> TASK_NOTIFICATION =
            CGlobalDataFactory.createCString(HookFields.TASK_NOTIFICATION);

    /** The size in bytes of the longest string that is copied whole. */
    private static final int LONGEST_STRING = 1024;
    /** The room kept for a key, the punctuation around it and the closing brackets, in bytes. */
    private static final int OVERHEAD = 64;

    private static final int KEY_SIZE = 32;
    private static final int UTF8_KIND_MASK = 0xC0;
    private static final int UTF8_CONTINUATION = 0x80;
    private static final int FAILED = -1;

    /**
     * Copies the fields of one JSON object.
     *
     * @param reader a {@link RawReader} positioned before the object
     * @param room the size of {@code out}
     * @param arguments whether to copy the tool arguments that the daemon may show
     * @return the length of the copy; 0 if the input does not begin with a complete object
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int trim(Pointer reader, Pointer out, int room, boolean arguments) {
        if (token(reader) != '{') {
            return 0;
        }
        int length = copyHook(reader, out, room - OVERHEAD, arguments);
        return length == FAILED ? 0 : length;
    }

    /** Copies the wanted members of the hook's object, whose opening bracket has been read. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int copyHook(Pointer reader, Pointer out, int limit, boolean arguments) {
        Pointer key = StackValue.get(KEY_SIZE);
        int at = MessageBuffer.append(out, 0, '{');
        int token = token(reader);
        while (token != '}') {
            if (token != '"' || !readKey(reader, key) || token(reader) != ':') {
                return FAILED;
            }
            int first = token(reader);
            int end = at;
            if (first == '"' && contains(FIELDS.get(), key)) {
                end = copyString(reader, out, appendKey(out, at, 0, key), limit);
            } else if (first == '"' && contains(PROMPT.get(), key)) {
                end = copyPrompt(reader, out, appendKey(out, at, 0, key));
            } else if (first == '[' && contains(LISTS.get(), key)) {
                end = copyList(reader, out, appendKey(out, at, 0, key), limit);
            } else if (first == '{' && arguments && contains(ARGUMENTS.get(), key)) {
                end = copyTexts(reader, out, appendKey(out, at, 0, key), limit, ARGUMENT_FIELDS.get());
            } else if (!skip(reader, first)) {
                return FAILED;
            }
            token = afterMember(reader, '}');
            if (end == FAILED || token == FAILED) {
                return FAILED;
            }
            at = end <= limit ? end : at;
        }
        return MessageBuffer.append(out, at, '}');
    }

    /** Copies the strings with the given names from an object whose opening bracket has been read. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int copyTexts(Pointer reader, Pointer out, int start, int limit, CCharPointer fields) {
        Pointer key = StackValue.get(KEY_SIZE);
        int at = MessageBuffer.append(out, start, '{');
        int token = token(reader);
        while (token != '}') {
            if (token != '"' || !readKey(reader, key) || token(reader) != ':') {
                return FAILED;
            }
            int first = token(reader);
            int end = at;
            if (first == '"' && contains(fields, key)) {
                end = copyString(reader, out, appendKey(out, at, start, key), limit);
            } else if (!skip(reader, first)) {
                return FAILED;
            }
            token = afterMember(reader, '}');
            if (end == FAILED || token == FAILED) {
                return FAILED;
            }
            at = end <= limit ? end : at;
        }
        return MessageBuffer.append(out, at, '}');
    }

    /** Reads what follows a member: the closing bracket, or a comma and the first byte of the next member. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int afterMember(Pointer reader, int bracket) {
        int token = token(reader);
        if (token == bracket) {
            return token;
        }
        return token == ',' ? token(reader) : FAILED;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int appendKey(Pointer out, int at, int start, Pointer key) {
        int next = at == start + 1 ? at : MessageBuffer.append(out, at, ',');
        next = MessageBuffer.append(out, next, '"');
        for (int i = 0; key.readByte(i) != 0; i++) {
            out.writeByte(next, key.readByte(i));
            next++;
        }
        next = MessageBuffer.append(out, next, '"');
        return MessageBuffer.append(out, next, ':');
    }

    /** Copies the objects in a list whose opening bracket has been read. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int copyList(Pointer reader, Pointer out, int start, int limit) {
        int at = MessageBuffer.append(out, start, '[');
        int token = token(reader);
        while (token != ']') {
            if (token == '{' && at + OVERHEAD < limit) {
                int from = at == start + 1 ? at : MessageBuffer.append(out, at, ',');
                at = copyTexts(reader, out, from, limit - OVERHEAD, ELEMENT_FIELDS.get());
            } else if (!skip(reader, token)) {
                return FAILED;
            }
            token = afterMember(reader, ']');
            if (at == FAILED || token == FAILED) {
                return FAILED;
            }
        }
        return MessageBuffer.append(out, at, ']');
    }

    /** Copies a string whose opening quote has been read; drops what is longer or does not fit. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int copyString(Pointer reader, Pointer out, int start, int limit) {
        int at = MessageBuffer.append(out, start, '"');
        int longest = at + LONGEST_STRING < limit ? at + LONGEST_STRING : limit;
        boolean full = false;
        int b = RawReader.next(reader);
        while (b != '"') {
            if (b == RawReader.END) {
                return FAILED;
            }
            // Neither a character nor an escape sequence is cut: at most 6 bytes follow the limit.
            full |= at >= longest && (b & UTF8_KIND_MASK) != UTF8_CONTINUATION;
            at = copy(out, at, b, full);
            if (b == '\\') {
                int escaped = RawReader.next(reader);
                at = copy(out, at, escaped, full);
                for (int i = 0; escaped == 'u' && i < 4; i++) {
                    at = copy(out, at, RawReader.next(reader), full);
                }
            }
            b = RawReader.next(reader);
        }
        return MessageBuffer.append(out, at, '"');
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int copy(Pointer out, int at, int b, boolean full) {
        if (full) {
            return at;
        }
        out.writeByte(at, (byte) b);
        return at + 1;
    }

    /** Copies the prefix that marks a prompt as a notification; any other prompt becomes an empty string. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int copyPrompt(Pointer reader, Pointer out, int start) {
        CCharPointer wanted = TASK_NOTIFICATION.get();
        int at = MessageBuffer.append(out, start, '"');
        int matched = 0;
        int b = RawReader.next(reader);
        while (wanted.read(matched) != 0 && b == wanted.read(matched)) {
            matched++;
            b = RawReader.next(reader);
        }
        if (wanted.read(matched) == 0) {
            at = MessageBuffer.append(out, at, wanted);
        }
        if (b != RawReader.END) {
            RawReader.back(reader);
        }
        return skip(reader, '"') ? MessageBuffer.append(out, at, '"') : FAILED;
    }

    /** Reads the rest of a value of which one byte has been read. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean skip(Pointer reader, int first) {
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

    /** Reads a key whose opening quote has been read; a long one, or one with an escape, is unknown and becomes empty. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean readKey(Pointer reader, Pointer key) {
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
    private static int token(Pointer reader) {
        int b = RawReader.next(reader);
        while (b == ' ' || b == '\t' || b == '\n' || b == '\r') {
            b = RawReader.next(reader);
        }
        return b;
    }

    /** Whether a key is one of the words in a list separated by spaces. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean contains(CCharPointer words, Pointer key) {
        int at = 0;
        while (words.read(at) != 0) {
            int i = 0;
            while (key.readByte(i) != 0 && words.read(at + i) == key.readByte(i)) {
                i++;
            }
            boolean whole = words.read(at + i) == ' ' || words.read(at + i) == 0;
            if (i > 0 && key.readByte(i) == 0 && whole) {
                return true;
            }
            while (words.read(at) != 0 && words.read(at) != ' ') {
                at++;
            }
            at += words.read(at) == ' ' ? 1 : 0;
        }
        return false;
    }

    private RawTrimmer() {}
}
