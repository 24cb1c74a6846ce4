package dev.llmbridge.waybar;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.Signals;
import dev.llmbridge.waybar.WaybarFinder.Bar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Signals every Waybar of this user with SIGRTMIN+N.
 *
 * <p>/proc is scanned at the first signal, when a known bar is gone, and otherwise no more than once in 5 s: that is how
 * long a further bar may go unnoticed, and how long none is looked for where there was none. Before each signal the start
 * time and the handler of its receiver are looked at anew. A bar that is still starting is passed over, which costs it
 * nothing: its module runs for the first time once the handlers are in place, and reads the newest state then.
 *
 * <p>Not for use by several threads.
 */
public final class WaybarSignaller implements WaybarNotifier {
    private static final int MAX_NUMBER = 30;
    private static final long SCAN_PAUSE_NANOS = 5_000_000_000L;

    private final Libc libc;
    private final WaybarFinder finder;
    private final int signal;

    private List<Bar> bars = List.of();
    private final Set<Bar> known = new HashSet<>();
    private final Set<Bar> upToDate = new HashSet<>();
    private boolean scanned;
    private boolean signalledSinceScan;
    private long scannedAt;

    /**
     * @param number what {@code "signal"} says in Waybar's configuration
     * @throws IllegalArgumentException unless it is 1-30
     */
    public WaybarSignaller(Libc libc, ProcFs proc, int number) {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("not a signal of Waybar (1-30): " + number);
        }
        this.libc = libc;
        this.finder = new WaybarFinder(proc, libc.getuid());
        this.signal = Signals.RTMIN + number;
    }

    @Override
    public SignalRound signal(long nanos) {
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

    @Override
    public SignalRound followUp(long nanos) {
        if (!signalledSinceScan || !isScanDue(nanos)) {
            return SignalRound.NOTHING;
        }
        scan(nanos);
        Round round = new Round();
        round.signalAll();
        return round.result();
    }

    private boolean isScanDue(long nanos) {
        return !scanned || nanos - scannedAt >= SCAN_PAUSE_NANOS;
    }

    private void scan(long nanos) {
        bars = finder.scan();
        scanned = true;
        scannedAt = nanos;
        signalledSinceScan = false;
    }

    /** One round of signals: no bar gets two of them. */
    private final class Round {
        private final List<Integer> found = new ArrayList<>();
        private final List<Integer> lost = new ArrayList<>();

        /** Signals the bars that have not been yet; whether one of them turned out to be gone. */
        boolean signalAll() {
            List<Bar> alive = new ArrayList<>(bars.size());
            for (Bar bar : bars) {
                if (upToDate.contains(bar) || signalOne(bar)) {
                    alive.add(bar);
                }
            }
            boolean oneIsGone = alive.size() < bars.size();
            bars = alive;
            forgetTheLost();
            return oneIsGone;
        }

        /** Whether the bar is still there. */
        private boolean signalOne(Bar bar) {
            if (!finder.isAlive(bar)) {
                return false;
            }
            if (!finder.catches(bar, signal)) {
                return true;
            }
            int sent = libc.kill(bar.pid(), signal);
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

        private void forgetTheLost() {
            known.removeIf(bar -> {
                boolean gone = !bars.contains(bar);
                if (gone) {
                    lost.add(bar.pid());
                }
                return gone;
            });
        }

        SignalRound result() {
            return new SignalRound(found, lost);
        }
    }
}
