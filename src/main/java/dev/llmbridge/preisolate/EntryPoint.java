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
    @Uninterruptible(reason = HotLibc.BEFORE_ISOLATE)
    @CEntryPoint(include = CEntryPoint.NotIncludedAutomatically.class)
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static int main(int argc, CCharPointerPointer argv) {
        long stamp = HotLibc.monotonicNanos();
        // In this frame, which is still there when Java's main reads what is in it.
        Pointer buffer = StackValue.get(HotBuffer.SIZE);
        if (HotArguments.isStatus(argc, argv)) {
            HotStatus.print(argc, argv, buffer);
        } else if (HotArguments.isEvent(argc, argv) && !HotLibc.isTerminal(HotLibc.STANDARD_INPUT)) {
            HotEvent.send(argc, argv, stamp, buffer);
        } else if (HotArguments.isStatusLine(argc, argv) && !HotLibc.isTerminal(HotLibc.STANDARD_INPUT)) {
            HotStatusLine.print(argc, argv, stamp, buffer);
        } else if (HotArguments.isTee(argc, argv) && !HotLibc.isTerminal(HotLibc.STANDARD_INPUT)) {
            HotTee.become(argc, argv, stamp, buffer);
        }
        return Target_JavaMainWrapper.doRun(argc, argv);
    }

    private EntryPoint() {}
}
