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
 * truncated, and so are lists if there is no room left.
 */
final class RawTrimmer {
    private static final CGlobalData<CCharPointer> FIELDS = CGlobalDataFactory.createCString(HookFields.TEXTS);
    private static final CGlobalData<CCharPointer> LISTS = CGlobalDataFactory.createCString(HookFields.LISTS);
    private static final CGlobalData<CCharPointer> ELEMENT_FIELDS =
            CGlobalDataFactory.createCString(HookFields.ELEMENT_TEXTS);
    private static final CGlobalData<CCharPointer> ARGUMENTS = CGlobalDataFactory.createCString(HookFields.ARGUMENTS);
    private static final CGlobalData<CCharPointer> ARGUMENT_FIELDS =
            CGlobalDataFactory.createCString(HookFields.ARGUMENT_TEXTS);
    private static final CGlobalData<CCharPointer> ERROR = CGlobalDataFactory.createCString(HookFields.ERROR);
    private static final CGlobalData<CCharPointer> FAILURE =
            CGlobalDataFactory.createCString("\"hook_event_name\":\"" + HookFields.FAILURE + "\"");
    private static final CGlobalData<CCharPointer> PROMPT = CGlobalDataFactory.createCString(HookFields.PROMPT);
    private static final CGlobalData<CCharPointer> TASK_NOTIFICATION =
            CGlobalDataFactory.createCString(HookFields.TASK_NOTIFICATION);

    /** The size in bytes of the longest string that is copied whole. */
    private static final int LONGEST_STRING = 1024;
    /** The room kept for a key, the punctuation around it and the closing brackets, in bytes. */
    private static final int OVERHEAD = 128;

    /** The kinds of objects, which have different wanted members. */
    private static final int HOOK = 0;

    private static final int HOOK_WITH_ARGUMENTS = 1;
    private static final int ELEMENT = 2;
    private static final int TOOL_ARGUMENTS = 3;

    private static final int MAX_CONTINUATIONS = 3;
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
        if (RawJson.token(reader) != '{') {
            return 0;
        }
        int length = copyObject(reader, out, 0, room - OVERHEAD, arguments ? HOOK_WITH_ARGUMENTS : HOOK);
        return length == FAILED ? 0 : length;
    }

    /**
     * Copies the wanted members of an object whose opening bracket has been read.
     *
     * @param kind one of the kinds of objects
     * @return the index after the copy, at most {@code limit} + 1; {@link #FAILED} if the object is incomplete
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int copyObject(Pointer reader, Pointer out, int start, int limit, int kind) {
        Pointer key = StackValue.get(RawJson.KEY_SIZE);
        int at = MessageBuffer.append(out, start, '{');
        int token = RawJson.token(reader);
        while (token != '}') {
            if (token != '"' || !RawJson.readKey(reader, key) || RawJson.token(reader) != ':') {
                return FAILED;
            }
            int end = copyMember(reader, out, start, at, limit, kind, key);
            token = RawJson.afterMember(reader, '}');
            if (end == FAILED || token == RawReader.END) {
                return FAILED;
            }
            at = end <= limit ? end : at;
        }
        return MessageBuffer.append(out, at, '}');
    }

    /** Copies a member whose key and colon have been read; returns {@code at} if the member is not wanted. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int copyMember(Pointer reader, Pointer out, int start, int at, int limit, int kind, Pointer key) {
        int first = RawJson.token(reader);
        if (first == '"' && isText(kind, key, out, at)) {
            return copyString(reader, out, appendKey(out, at, start, key), limit);
        }
        if (kind != ELEMENT && kind != TOOL_ARGUMENTS) {
            if (first == '"' && contains(PROMPT.get(), key)) {
                return copyPrompt(reader, out, appendKey(out, at, start, key));
            }
            if (first == '[' && contains(LISTS.get(), key)) {
                return copyList(reader, out, appendKey(out, at, start, key), limit);
            }
            if (first == '{' && kind == HOOK_WITH_ARGUMENTS && contains(ARGUMENTS.get(), key)) {
                return copyObject(reader, out, appendKey(out, at, start, key), limit, TOOL_ARGUMENTS);
            }
        }
        return RawJson.skip(reader, first) ? at : FAILED;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isText(int kind, Pointer key, Pointer out, int at) {
        if (kind == ELEMENT) {
            return contains(ELEMENT_FIELDS.get(), key);
        }
        if (kind == TOOL_ARGUMENTS) {
            return contains(ARGUMENT_FIELDS.get(), key);
        }
        // The error of a tool is what the tool has written; that of a turn is a code.
        return contains(FIELDS.get(), key) || contains(ERROR.get(), key) && endsTurn(out, at);
    }

    /** Whether the copy so far says that the hook reports a failed turn. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean endsTurn(Pointer out, int length) {
        CCharPointer failure = FAILURE.get();
        for (int from = 0; from < length; from++) {
            int i = 0;
            while (failure.read(i) != 0 && from + i < length && out.readByte(from + i) == failure.read(i)) {
                i++;
            }
            if (failure.read(i) == 0) {
                return true;
            }
        }
        return false;
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
        int token = RawJson.token(reader);
        while (token != ']') {
            if (token == '{' && at + OVERHEAD < limit) {
                int from = at == start + 1 ? at : MessageBuffer.append(out, at, ',');
                at = copyObject(reader, out, from, limit - OVERHEAD, ELEMENT);
            } else if (!RawJson.skip(reader, token)) {
                return FAILED;
            }
            token = RawJson.afterMember(reader, ']');
            if (at == FAILED || token == RawReader.END) {
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
            // Neither a character nor an escape sequence is split, unless the bytes are not valid UTF-8.
            boolean continues = (b & UTF8_KIND_MASK) == UTF8_CONTINUATION;
            full |= at >= longest && !continues || at >= longest + MAX_CONTINUATIONS;
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
        return RawJson.skip(reader, '"') ? MessageBuffer.append(out, at, '"') : FAILED;
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
