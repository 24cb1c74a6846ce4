package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;

/**
 * Checks whether the daemon's status line can be printed to this terminal as it is. The daemon does not know the
 * terminal, so it answers with an uncut, coloured line.
 */
final class LineFit {
    private static final CGlobalData<CCharPointer> COLUMNS = CGlobalDataFactory.createCString("COLUMNS");
    private static final CGlobalData<CCharPointer> NO_COLOR = CGlobalDataFactory.createCString("NO_COLOR");
    private static final CGlobalData<CCharPointer> TERM = CGlobalDataFactory.createCString("TERM");
    private static final CGlobalData<CCharPointer> DUMB = CGlobalDataFactory.createCString("dumb");

    private static final byte ESCAPE = 0x1B;
    private static final byte END_OF_SEQUENCE = 'm';
    private static final byte DELETE = 0x7F;
    /** The first byte of U+0080 to U+00BF in UTF-8. */
    private static final byte C1_LEAD = (byte) 0xC2;
    /** The second byte of U+00A0. */
    private static final byte C1_END = (byte) 0xA0;

    private static final int UTF8_KIND_MASK = 0xC0;
    private static final int UTF8_CONTINUATION = 0x80;

    /** Columns assumed per non-ASCII character; if that makes the line too long, the second tier measures it. */
    private static final int WIDE = 2;

    /** Whether the line fits and contains no control characters besides complete SGR sequences. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean fits(Pointer answer, int length) {
        boolean coloured = false;
        long width = 0;
        int i = 0;
        while (i < length) {
            byte b = answer.readByte(i);
            if (b == ESCAPE) {
                coloured = true;
                i = sequenceEnd(answer, i, length);
            } else if (isControl(answer, i)) {
                return false;
            } else if ((b & UTF8_KIND_MASK) != UTF8_CONTINUATION) {
                width += b >= 0 ? 1 : WIDE;
            }
            i++;
        }
        return i == length && width <= columns() && (!coloured || coloursAreEnabled());
    }

    /** The index of the last byte of an SGR sequence; past the end if it is another or an incomplete sequence. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int sequenceEnd(Pointer answer, int start, int length) {
        int i = start + 2;
        boolean isSgr = i < length && answer.readByte(start + 1) == '[';
        while (isSgr && i < length && isParameter(answer.readByte(i))) {
            i++;
        }
        return isSgr && i < length && answer.readByte(i) == END_OF_SEQUENCE ? i : length;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isParameter(byte b) {
        return b >= '0' && b <= '9' || b == ';' || b == ':';
    }

    /** Whether a control character of ASCII, or one of U+0080 to U+009F in UTF-8, begins here. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isControl(Pointer answer, int at) {
        byte b = answer.readByte(at);
        // The byte after the answer belongs to the buffer.
        return b >= 0 && b < ' ' || b == DELETE || b == C1_LEAD && answer.readByte(at + 1) < C1_END;
    }

    /** The width in columns; unlimited if unknown, negative if only the second tier can parse the variable. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static long columns() {
        CCharPointer text = RawLibc.getenv(COLUMNS.get());
        return RawArguments.isGiven(text) ? RawEnvironment.number(text) : Long.MAX_VALUE;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean coloursAreEnabled() {
        CCharPointer terminal = RawLibc.getenv(TERM.get());
        boolean dumb = RawArguments.isGiven(terminal) && MessageBuffer.equal(terminal, DUMB.get());
        return !dumb && !RawArguments.isGiven(RawLibc.getenv(NO_COLOR.get()));
    }

    private LineFit() {}
}
