package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.function.CEntryPointOptions;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.function.CEntryPoint;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.Pointer;

/**
 * The executable's C-level {@code main}. A call that can be answered at once ends in here; for everything else
 * Java's start-up goes on as if nothing had been, and finds what was read of standard input in {@link HandOver}.
 */
final class EntryPoint {
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    @CEntryPoint(include = CEntryPoint.NotIncludedAutomatically.class)
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static int main(int argc, CCharPointerPointer argv) {
        long stamp = RawLibc.monotonicNanos();
        // In this frame, which is still there when Java's main reads what is in it.
        Pointer buffer = StackValue.get(MessageBuffer.SIZE);
        if (RawArguments.isStatus(argc, argv)) {
            StatusPrinter.print(argc, argv, buffer);
        } else if (RawArguments.isEvent(argc, argv) && !RawLibc.isTerminal(RawLibc.STANDARD_INPUT)) {
            EventSender.send(argc, argv, stamp, buffer);
        } else if (RawArguments.isStatusLine(argc, argv) && !RawLibc.isTerminal(RawLibc.STANDARD_INPUT)) {
            StatusLinePrinter.print(argc, argv, stamp, buffer);
        } else if (RawArguments.isTee(argc, argv) && !RawLibc.isTerminal(RawLibc.STANDARD_INPUT)) {
            StatusLineTee.become(argc, argv, stamp, buffer);
        }
        return Target_JavaMainWrapper.doRun(argc, argv);
    }

    private EntryPoint() {}
}
