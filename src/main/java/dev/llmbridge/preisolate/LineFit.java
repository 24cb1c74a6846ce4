package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;

/**
 * Checks whether the daemon's status line fits this terminal. The daemon does not know the terminal, so it answers with
 * an uncut, coloured line.
 */
final class LineFit {
    private static final CGlobalData<CCharPointer> COLUMNS = CGlobalDataFactory.createCString("COLUMNS");
    private static final CGlobalData<CCharPointer> NO_COLOR = CGlobalDataFactory.createCString("NO_COLOR");
    private static final CGlobalData<CCharPointer> TERM = CGlobalDataFactory.createCString("TERM");
    private static final CGlobalData<CCharPointer> DUMB = CGlobalDataFactory.createCString("dumb");

    private static final byte ESCAPE = 0x1B;
    private static final byte END_OF_SEQUENCE = 'm';
    private static final int UTF8_KIND_MASK = 0xC0;
    private static final int UTF8_CONTINUATION = 0x80;

    /** Columns assumed per non-ASCII character; if that makes the line too long, the second tier measures it. */
    private static final int WIDE = 2;

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
            } else if ((b & UTF8_KIND_MASK) != UTF8_CONTINUATION) {
                width += b >= 0 ? 1 : WIDE;
            }
            i++;
        }
        return width <= columns() && (!coloured || coloursAreEnabled());
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int sequenceEnd(Pointer answer, int start, int length) {
        int i = start;
        while (i < length && answer.readByte(i) != END_OF_SEQUENCE) {
            i++;
        }
        return i;
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
