package dev.llmbridge;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * Measures times on a machine that may be busy with other work. Load can only increase a time, so each measurement is
 * repeated and the lowest result counts.
 */
public final class Timing {
    private static final int ATTEMPTS = 8;

    private Timing() {}

    /**
     * Measures up to 8 batches of times and returns the lowest of their lower quartiles. Stops at the first batch whose
     * quartile is low enough. A single short time does not count, because a program that polls may be quick by chance.
     *
     * @param size the number of times in a batch; the quartile of one time is that time
     * @param enough a result that is low enough
     * @param timed runs the operation once and returns its time
     */
    public static Duration lowerQuartile(int size, Duration enough, Callable<Duration> timed) throws Exception {
        double lowest = lowest(enough.toNanos(), () -> {
            long[] nanos = new long[size];
            for (int i = 0; i < size; i++) {
                nanos[i] = timed.call().toNanos();
            }
            return (double) lowerQuartile(nanos);
        });
        return Duration.ofNanos((long) lowest);
    }

    /** Returns the lowest of up to 8 readings. Stops at the first one that is low enough. */
    public static double lowest(double enough, Callable<Double> reading) throws Exception {
        double lowest = reading.call();
        for (int i = 1; i < ATTEMPTS && lowest > enough; i++) {
            lowest = Math.min(lowest, reading.call());
        }
        return lowest;
    }

    /** Returns the lower quartile: a quarter of the values do not exceed it. */
    public static long lowerQuartile(long... values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 4];
    }
}
