package dev.llmbridge.bench;

import java.util.Arrays;

/** One or more measured values, in ascending order. */
record Distribution(double[] sorted) {
    private static final double NANOS_PER_MILLI = 1e6;

    Distribution {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = sorted.clone();
        Arrays.sort(sorted);
    }

    /** Creates a distribution in milliseconds from values in nanoseconds. */
    static Distribution ofNanos(long... nanos) {
        return new Distribution(Arrays.stream(nanos)
                .mapToDouble(value -> value / NANOS_PER_MILLI)
                .toArray());
    }

    int count() {
        return sorted.length;
    }

    double median() {
        return percentile(50);
    }

    /**
     * Returns a percentile, interpolated between the two nearest values.
     *
     * @param percent 0-100
     */
    double percentile(double percent) {
        double position = percent / 100 * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
