package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import dev.llmbridge.posix.IgnoredSignals;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.Signals;
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
