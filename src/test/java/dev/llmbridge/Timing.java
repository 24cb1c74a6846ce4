package dev.llmbridge;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * Judges times on a machine that may be busy with something else. Load only ever makes a time longer, so what counts is
 * the quicker part of several, and the best of several attempts.
 */
public final class Timing {
    private static final int ATTEMPTS = 8;

    private Timing() {}

    /**
     * The lower quartile of a batch of times, of several batches the lowest. The first that is low enough is the last.
     * One quick time alone does not count: a program that looks only now and then may be quick by luck.
     *
     * @param size of a batch; the quartile of one time is that time
     * @param enough what is low enough
     * @param timed does once what is timed
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

    /** The lowest of several readings. The first that is low enough is the last. */
    public static double lowest(double enough, Callable<Double> reading) throws Exception {
        double lowest = reading.call();
        for (int i = 1; i < ATTEMPTS && lowest > enough; i++) {
            lowest = Math.min(lowest, reading.call());
        }
        return lowest;
    }

    /** What a quarter of the values do not exceed. */
    public static long lowerQuartile(long... values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 4];
    }
}
