package dev.llmbridge.waybar;

/** Notifies the running bars. Callers write the state file first. */
public interface WaybarNotifier {
    /**
     * Makes every bar read the state file again.
     *
     * @param nanos the current {@link System#nanoTime}
     */
    SignalRound signal(long nanos);

    /**
     * Signals bars that the last {@link #signal} missed because it did not scan for new ones. Call it periodically.
     * Scans at most once after each signal, and only if the last signal did not scan.
     *
     * @param nanos the current {@link System#nanoTime}
     */
    SignalRound followUp(long nanos);
}
