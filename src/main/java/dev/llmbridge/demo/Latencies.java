package dev.llmbridge.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations of one kind, in ns. */
final class Latencies {
    private final List<Long> nanos = new ArrayList<>();

    void add(long duration) {
        nanos.add(duration);
    }

    boolean isEmpty() {
        return nanos.isEmpty();
    }

    /** The middle one, or the mean of the two in the middle. */
    long median() {
        List<Long> sorted = nanos.stream().sorted().toList();
        int upper = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(upper) : (sorted.get(upper - 1) + sorted.get(upper)) / 2;
    }

    long max() {
        return Collections.max(nanos);
    }
}
