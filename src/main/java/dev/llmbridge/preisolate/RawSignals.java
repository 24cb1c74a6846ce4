package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import dev.llmbridge.posix.HangupSignal;
import dev.llmbridge.posix.IgnoredSignals;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.Signals;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/** Ignores the same signals as {@link IgnoredSignals}, which Java can do only some milliseconds later. */
final class RawSignals {
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void ignoreStray() {
        for (int signal = 1; signal <= Signals.RTMAX; signal++) {
            if (isStray(signal)) {
                RawLibc.signal(signal, WordFactory.pointer(LinuxAbi.SIG_IGN));
            }
        }
    }

    /**
     * Keeps SIGHUP pending until {@link HangupSignal} handles it. The Java runtime would unblock it, and end the
     * process, if it were not also ignored; a signal that is blocked stays pending nevertheless.
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void deferHangup() {
        Pointer set = StackValue.get(LinuxAbi.SIGSET_SIZE);
        for (int i = 0; i < LinuxAbi.SIGSET_SIZE; i += Long.BYTES) {
            set.writeLong(i, 0);
        }
        set.writeLong(0, 1L << Signals.HUP - 1);
        RawLibc.sigprocmask(LinuxAbi.SIG_BLOCK, set, WordFactory.nullPointer());
        RawLibc.signal(Signals.HUP, WordFactory.pointer(LinuxAbi.SIG_IGN));
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isStray(int signal) {
        return signal == Signals.USR1
                || signal == Signals.USR2
                || signal == Signals.ALRM
                || signal == Signals.XCPU
                || signal == Signals.VTALRM
                || signal == Signals.PROF
                || signal == Signals.IO
                || signal == Signals.PWR
                || signal >= Signals.RTMIN;
    }

    private RawSignals() {}
}
