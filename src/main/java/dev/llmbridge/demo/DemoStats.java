package dev.llmbridge.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Counts and latencies of a run. */
final class DemoStats {
    private final Latencies client = new Latencies();
    private final Latencies toFile = new Latencies();
    private final Latencies toSignal = new Latencies();
    private int events;
    private int signals;

    /** Durations of one kind, in ns. */
    static final class Latencies {
        private final List<Long> nanos = new ArrayList<>();

        void add(long duration) {
            nanos.add(duration);
        }

        boolean isEmpty() {
            return nanos.isEmpty();
        }

        /** Returns the middle value, or the mean of the two middle values. */
        long median() {
            List<Long> sorted = nanos.stream().sorted().toList();
            int upper = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(upper) : (sorted.get(upper - 1) + sorted.get(upper)) / 2;
        }

        long max() {
            return Collections.max(nanos);
        }
    }

    void add(Player.Outcome outcome) {
        events++;
        outcome.client().ifPresent(client::add);
        outcome.toFile().ifPresent(toFile::add);
        outcome.toSignal().ifPresent(toSignal::add);
    }

    /** Counts a signal, expected or not. */
    void countSignal() {
        signals++;
    }

    int events() {
        return events;
    }

    int signals() {
        return signals;
    }

    Latencies client() {
        return client;
    }

    Latencies toFile() {
        return toFile;
    }

    Latencies toSignal() {
        return toSignal;
    }
}
