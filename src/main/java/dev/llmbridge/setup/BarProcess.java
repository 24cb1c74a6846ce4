package dev.llmbridge.setup;

import dev.llmbridge.posix.DirectoryWatch;
import dev.llmbridge.posix.DirectoryWatch.FileChanges;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.SignalNumber;
import dev.llmbridge.posix.Signals;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.systemd.Systemctl;
import dev.llmbridge.waybar.WaybarFinder.Bar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Waybar process.
 *
 * @param stateFile the file that our module opens whenever it runs
 */
record BarProcess(Libc libc, ProcFs proc, Systemctl systemctl, Path stateFile, Bar bar)
        implements BarReload.RunningBar {
    private static final SignalNumber RELOAD = new SignalNumber(Signals.USR2);

    @Override
    public long pid() {
        return bar.pid();
    }

    @Override
    public boolean reload(Duration timeout) {
        // A bar that is still starting reads the new configuration anyway, and the signal would kill it.
        boolean isReady = proc.catchesSignal(bar.pid(), RELOAD);
        try (DirectoryWatch watch = new DirectoryWatch(libc, FileChanges.OPENED)) {
            watch.setDirectories(List.of(Objects.requireNonNull(stateFile.getParent())));
            if (isReady && proc.isRunning(bar.pid(), bar.startTime())) {
                libc.kill(bar.pid(), RELOAD);
            }
            return awaitOpening(watch, System.nanoTime() + timeout.toNanos());
        }
    }

    private boolean awaitOpening(DirectoryWatch watch, long deadline) {
        long rest;
        while ((rest = deadline - System.nanoTime()) > 0) {
            watch.awaitChange(Duration.ofNanos(rest));
            if (watch.takeChanges().contains(stateFile)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<String> unit() {
        return systemctl.unitOf(bar.pid(), proc.controlGroups(bar.pid()));
    }

    @Override
    public void restart(String unit) throws ChangeRefusedException {
        systemctl.run(List.of("restart", unit));
    }
}
