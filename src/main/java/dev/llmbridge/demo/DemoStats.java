package dev.llmbridge.demo;

/** Counts and times of a whole run. */
final class DemoStats {
    private final Latencies client = new Latencies();
    private final Latencies toFile = new Latencies();
    private final Latencies toSignal = new Latencies();
    private int events;
    private int signals;

    void played(Outcome outcome) {
        events++;
        outcome.client().ifPresent(client::add);
        outcome.toFile().ifPresent(toFile::add);
        outcome.toSignal().ifPresent(toSignal::add);
    }

    /** Any signal, expected or not. */
    void signalled() {
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
