package dev.llmbridge.posix;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The real libc. Counts the calls of each function. */
public final class CountingLibc extends LinuxLibc {
    private final LinuxLibc real = new ForeignLibc();
    private final Map<String, Integer> calls = new TreeMap<>();
    private boolean onTmpfs;

    /** Returns how often each function has been called since the last call of this method. */
    public Map<String, Integer> takeCalls() {
        Map<String, Integer> taken = Map.copyOf(calls);
        calls.clear();
        return taken;
    }

    /** Sets the answer of {@link #isOnTmpfs} for all descriptors; initially false. */
    public void setOnTmpfs(boolean onTmpfs) {
        this.onTmpfs = onTmpfs;
    }

    @Override
    public boolean isOnTmpfs(int descriptor) {
        super.isOnTmpfs(descriptor);
        return onTmpfs;
    }

    @Override
    int call(Function function, Object... arguments) {
        calls.merge(function.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        return real.call(function, arguments);
    }

    @Override
    int execvp(byte[][] words) {
        throw new AssertionError("unexpected call to execvp");
    }
}
