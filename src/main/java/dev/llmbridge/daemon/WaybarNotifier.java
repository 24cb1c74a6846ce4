package dev.llmbridge.daemon;

import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.waybar.WaybarSignaller;
import dev.llmbridge.waybar.WaybarSignaller.SignalResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Signals the bars, and logs when one is found or lost. */
@Singleton
final class WaybarNotifier implements PeriodicTask {
    private static final Logger LOG = Logger.getLogger(WaybarNotifier.class);

    private final WaybarSignaller bars;
    private int known;

    @Inject
    WaybarNotifier(Libc libc, ProcFs proc, Settings settings) {
        this(new WaybarSignaller(libc, proc, settings.signal()));
    }

    WaybarNotifier(WaybarSignaller bars) {
        this.bars = bars;
    }

    /** The number of bars that have been signalled and were still running when they were last checked. */
    int barCount() {
        return known;
    }

    /** Makes every bar read the state file again. */
    void refresh() {
        report(bars.signal(System.nanoTime()));
    }

    /** Looks for a bar that has started since none was found; returns whether one is still starting. */
    boolean search(Timestamp now) {
        report(bars.search(now.monotonic()));
        return bars.hasStartingBar();
    }

    @Override
    public void perform(Timestamp now) {
        report(bars.followUp(now.monotonic()));
    }

    private void report(SignalResult signalled) {
        known += signalled.found().size() - signalled.lost().size();
        for (int pid : signalled.found()) {
            LOG.infof("waybar found, pid %s", pid);
        }
        for (int pid : signalled.lost()) {
            LOG.infof("waybar lost, pid %s", pid);
        }
    }
}
