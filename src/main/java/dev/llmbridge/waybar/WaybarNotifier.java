package dev.llmbridge.waybar;

/** The bars that show the state. Whoever calls has written the state first. */
public interface WaybarNotifier {
    /**
     * Makes every bar read the state again.
     *
     * @param nanos now, as {@link System#nanoTime} tells
     */
    SignalRound signal(long nanos);

    /**
     * Signals the bars that began so shortly before the last {@link #signal} that it did not look for them. To be called
     * by a slow clock; does nothing unless a signal was sent since bars were last looked for, and no more than once
     * after it.
     *
     * @param nanos now, as {@link System#nanoTime} tells
     */
    SignalRound followUp(long nanos);
}
