package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;

/**
 * Whether a status line of the daemon's fits where it is to be shown. The daemon knows nothing of this terminal, so it
 * answers with all its columns and colours.
 */
final class LineFit {
    private static final CGlobalData<CCharPointer> COLUMNS = CGlobalDataFactory.createCString("COLUMNS");
    private static final CGlobalData<CCharPointer> NO_COLOR = CGlobalDataFactory.createCString("NO_COLOR");
    private static final CGlobalData<CCharPointer> TERM = CGlobalDataFactory.createCString("TERM");
    private static final CGlobalData<CCharPointer> DUMB = CGlobalDataFactory.createCString("dumb");

    private static final byte ESCAPE = 0x1B;
    private static final byte END_OF_SEQUENCE = 'm';
    private static final int MARK = 0xC0;
    private static final int CONTINUATION = 0x80;

    /** What is no ASCII may be as wide; the slower client measures it where that makes the line too long. */
    private static final int WIDEST = 2;

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
            } else if ((b & MARK) != CONTINUATION) {
                width += b >= 0 ? 1 : WIDEST;
            }
            i++;
        }
        return width <= columns() && (!coloured || coloursAreWanted());
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int sequenceEnd(Pointer answer, int start, int length) {
        int i = start;
        while (i < length && answer.readByte(i) != END_OF_SEQUENCE) {
            i++;
        }
        return i;
    }

    /** None where they are told in a way that only the slower client reads. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static long columns() {
        CCharPointer text = RawLibc.getenv(COLUMNS.get());
        return RawArguments.isGiven(text) ? RawEnvironment.number(text) : Long.MAX_VALUE;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean coloursAreWanted() {
        CCharPointer terminal = RawLibc.getenv(TERM.get());
        boolean dumb = RawArguments.isGiven(terminal) && MessageBuffer.equal(terminal, DUMB.get());
        return !dumb && !RawArguments.isGiven(RawLibc.getenv(NO_COLOR.get()));
    }

    private LineFit() {}
}
