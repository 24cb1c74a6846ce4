package dev.llmbridge.daemon;

import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.waybar.SignalRound;
import dev.llmbridge.waybar.WaybarNotifier;
import dev.llmbridge.waybar.WaybarSignaller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Signals the bars, and logs when one is found or lost. */
@Singleton
final class LoggingWaybarNotifier implements PeriodicTask {
    private static final Logger LOG = Logger.getLogger(LoggingWaybarNotifier.class);

    private final WaybarNotifier bars;
    private int known;

    @Inject
    LoggingWaybarNotifier(Libc libc, ProcFs proc, Settings settings) {
        this(new WaybarSignaller(libc, proc, settings.signal()));
    }

    LoggingWaybarNotifier(WaybarNotifier bars) {
        this.bars = bars;
    }

    /** How many bars were found in the last search. */
    int known() {
        return known;
    }

    /** Makes every bar read the state file again. */
    void refresh() {
        report(bars.signal(System.nanoTime()));
    }

    @Override
    public void perform(Timestamp now) {
        report(bars.followUp(now.monotonic()));
    }

    private void report(SignalRound signalled) {
        known += signalled.found().size() - signalled.lost().size();
        for (int pid : signalled.found()) {
            LOG.infof("waybar found, pid %s", pid);
        }
        for (int pid : signalled.lost()) {
            LOG.infof("waybar lost, pid %s", pid);
        }
    }
}
