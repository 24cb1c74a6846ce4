package dev.llmbridge.waybar;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.waybar.WaybarFinder.Bar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends SIGRTMIN+N to every Waybar of this user, so that it reads the state file again. Callers write the file first.
 *
 * <p>/proc is scanned at the first signal, when a known bar has exited, and otherwise at most once every 5 s, so another
 * bar may be signalled a few seconds late; the first one is not, if {@link #search} is called when it may have started.
 * Before each signal, the receiver's start time and signal handler are checked
 * again. A bar that is still starting is skipped. It misses nothing, because its module first runs after the handlers
 * are installed and then reads the latest state.
 *
 * <p>Not thread-safe.
 */
public final class WaybarSignaller {
    private static final long SCAN_INTERVAL_NANOS = 5_000_000_000L;

    private final Libc libc;
    private final WaybarFinder finder;
    private final RealTimeSignal signal;

    private List<Bar> bars = List.of();
    private final Set<Bar> known = new HashSet<>();
    /** The bars that have received the latest signal. */
    private final Set<Bar> upToDate = new HashSet<>();

    private boolean scanned;
    private boolean signalledSinceScan;
    private long scannedAt;

    /**
     * The result of signalling all bars once.
     *
     * @param found pids of bars that were signalled for the first time
     * @param lost pids of bars that were signalled earlier and have exited
     */
    public record SignalResult(List<Integer> found, List<Integer> lost) {
        static final SignalResult NOTHING = new SignalResult(List.of(), List.of());

        public SignalResult {
            found = List.copyOf(found);
            lost = List.copyOf(lost);
        }
    }

    /** @param signal the value of {@code "signal"} in Waybar's configuration */
    public WaybarSignaller(Libc libc, ProcFs proc, RealTimeSignal signal) {
        this.libc = libc;
        this.finder = new WaybarFinder(proc, libc.getuid());
        this.signal = signal;
    }

    /**
     * Signals every bar.
     *
     * @param nanos the current {@link System#nanoTime}
     */
    public SignalResult signal(long nanos) {
        upToDate.clear();
        Round round = new Round();
        if (isScanDue(nanos)) {
            scan(nanos);
            round.signalAll();
        } else {
            signalledSinceScan = true;
            if (round.signalAll()) {
                scan(nanos);
                round.signalAll();
            }
        }
        return round.result();
    }

    /**
     * Signals bars that the last {@link #signal} missed because it did not scan for new ones. Call it periodically.
     * After each {@link #signal} that did not scan, it scans once, as soon as a scan is due.
     *
     * @param nanos the current {@link System#nanoTime}
     */
    public SignalResult followUp(long nanos) {
        if (!signalledSinceScan || !isScanDue(nanos)) {
            return SignalResult.NOTHING;
        }
        scan(nanos);
        Round round = new Round();
        round.signalAll();
        return round.result();
    }

    /**
     * Signals a bar that has started since the last scan. Call it only while no bar has been signalled. A scan is not
     * repeated while it has found a bar that is still starting.
     *
     * @param nanos the current {@link System#nanoTime}
     */
    public SignalResult search(long nanos) {
        if (bars.isEmpty()) {
            scan(nanos);
        }
        Round round = new Round();
        round.signalAll();
        return round.result();
    }

    /** Returns whether a bar has been found that has not been signalled yet, because it had no handler. */
    public boolean hasStartingBar() {
        return bars.size() > known.size();
    }

    private boolean isScanDue(long nanos) {
        return !scanned || nanos - scannedAt >= SCAN_INTERVAL_NANOS;
    }

    private void scan(long nanos) {
        bars = finder.scan();
        scanned = true;
        scannedAt = nanos;
        signalledSinceScan = false;
    }

    /** One round of signals; each bar receives at most one. */
    private final class Round {
        private final List<Integer> found = new ArrayList<>();
        private final List<Integer> lost = new ArrayList<>();

        /** Signals the bars that are not up to date; returns whether any bar has exited. */
        boolean signalAll() {
            List<Bar> alive = new ArrayList<>(bars.size());
            for (Bar bar : bars) {
                if (upToDate.contains(bar) || signalOne(bar)) {
                    alive.add(bar);
                }
            }
            boolean anyExited = alive.size() < bars.size();
            bars = alive;
            forgetLostBars();
            return anyExited;
        }

        /** Returns whether the bar is still running. */
        private boolean signalOne(Bar bar) {
            if (!finder.isAlive(bar)) {
                return false;
            }
            if (!finder.catches(bar, signal)) {
                return true;
            }
            int sent = libc.kill(bar.pid(), signal.number());
            if (sent == -Errno.ESRCH) {
                return false;
            }
            if (sent == 0) {
                upToDate.add(bar);
                if (known.add(bar)) {
                    found.add(bar.pid());
                }
            }
            return true;
        }

        private void forgetLostBars() {
            known.removeIf(bar -> {
                boolean exited = !bars.contains(bar);
                if (exited) {
                    lost.add(bar.pid());
                }
                return exited;
            });
        }

        SignalResult result() {
            return new SignalResult(found, lost);
        }
    }
}
