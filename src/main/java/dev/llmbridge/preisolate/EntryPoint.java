package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.function.CEntryPointOptions;
import org.graalvm.nativeimage.c.function.CEntryPoint;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.Pointer;

/**
 * The executable's C {@code main}. If this tier can complete an invocation, the process exits here. Otherwise Java
 * starts as usual and continues with the input that was already read, through {@link HandOver}.
 */
final class EntryPoint {
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    @CEntryPoint(include = CEntryPoint.NotIncludedAutomatically.class)
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static int main(int argc, CCharPointerPointer argv) {
        long stamp = RawLibc.monotonicNanos();
        if (RawArguments.isLongRunning(argc, argv)) {
            RawSignals.ignoreStray();
        }
        if (RawArguments.isDaemon(argc, argv)) {
            RawSignals.deferHangup();
        }
        // The stack may be limited to less.
        Pointer buffer = RawLibc.map(MessageBuffer.SIZE);
        if (buffer.isNull()) {
            if (RawArguments.isEvent(argc, argv)) {
                RawLibc.exit(0);
            }
            return startJava(argc, argv);
        }
        if (RawArguments.isStatus(argc, argv)) {
            StatusPrinter.print(argc, argv, buffer);
        } else if (!RawLibc.isTerminal(RawLibc.STANDARD_INPUT)) {
            serveClient(argc, argv, stamp, buffer);
        }
        return startJava(argc, argv);
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int startJava(int argc, CCharPointerPointer argv) {
        DeletedDirectory.leave();
        return Target_JavaMainWrapper.doRun(argc, argv);
    }

    /** Serves the invocations that read standard input. Returns if the second tier has to complete one. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void serveClient(int argc, CCharPointerPointer argv, long stamp, Pointer buffer) {
        if (RawArguments.isEvent(argc, argv) || RawArguments.isBare(argc)) {
            EventSender.send(argc, argv, stamp, buffer);
        } else if (RawArguments.isOtherEvent(argc, argv)) {
            HookGuard.continueInChild();
        } else if (RawArguments.isStatusLine(argc, argv)) {
            StatusLinePrinter.print(argc, argv, stamp, buffer);
        } else if (RawArguments.isTee(argc, argv)) {
            StatusLineTee.execute(argc, argv, stamp, buffer);
        } else if (RawArguments.isOtherStatusLine(argc, argv)) {
            StatusLinePrinter.continueInChild();
        }
    }

    private EntryPoint() {}
}
