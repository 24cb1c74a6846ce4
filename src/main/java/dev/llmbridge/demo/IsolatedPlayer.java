package dev.llmbridge.demo;

import dev.llmbridge.demo.Observers.Observation;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.preisolate.CommandWords;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.store.SessionFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Plays to the demo's own daemon and bar: a step ends when the bar shows it. */
final class IsolatedPlayer implements Player {
    /** A bar that takes longer to show an event is broken. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    /** Longer than the daemon's maximum debounce delay. */
    private static final Duration SETTLED = Duration.ofMillis(100);

    private final SimulatedClients clients;
    private final BlockingQueue<Observation> observations;
    private final SessionFiles sessions;
    private int signals;

    /** @param sessionFiles the directory of the daemon's session files */
    IsolatedPlayer(SimulatedClients clients, Path sessionFiles, BlockingQueue<Observation> observations) {
        this.clients = clients;
        this.observations = observations;
        this.sessions = new SessionFiles(
                sessionFiles, BootClock.system(Libc.current()), TrustedFiles.of(Libc.current(), sessionFiles));
    }

    /** @throws DemoException if the bar does not show the expected state within 3 s of the client's exit */
    @Override
    public Outcome play(Step step) throws DemoException, IOException, InterruptedException {
        drain();
        OptionalLong previousEvent = eventTime(step);
        OptionalLong client = clients.play(step);
        OptionalLong file = OptionalLong.empty();
        Optional<String> last = Optional.empty();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            Optional<Observation> next = next(deadline - System.nanoTime());
            if (next.isEmpty()) {
                throw late(step, last);
            }
            Observation observation = next.get();
            last = Optional.of(observation.line());
            Optional<BarOutput> shown = BarOutput.parse(observation.line()).filter(step.shown());
            OptionalLong event = eventTime(step);
            if (shown.isEmpty() || isOfEarlierStep(observation, event, previousEvent)) {
                continue;
            }
            switch (observation) {
                case Observation.StateFileSeen seen -> file = file.isPresent() ? file : OptionalLong.of(seen.at());
                case Observation.SignalSeen signal -> {
                    // By now the bar has read the file, even if the observation of the file arrives later.
                    long fileAt = Math.min(file.orElse(signal.at()), signal.at());
                    return new Outcome(shown.get(), client, duration(event, fileAt), duration(event, signal.at()));
                }
            }
        }
    }

    /**
     * Returns whether the observed state is from before the step's event: on a busy machine an observation may arrive
     * after its own step has ended, and both steps may expect the same state.
     */
    private static boolean isOfEarlierStep(Observation observation, OptionalLong event, OptionalLong previousEvent) {
        return event.isPresent() && (event.equals(previousEvent) || observation.at() < event.getAsLong());
    }

    private static OptionalLong duration(OptionalLong event, long until) {
        return event.isPresent() ? OptionalLong.of(until - event.getAsLong()) : OptionalLong.empty();
    }

    /** Counts the signals that no step waited for, until no more can follow. */
    @Override
    public void settle() throws InterruptedException {
        while (next(SETTLED.toNanos()).isPresent()) {
            // Counted by next().
        }
    }

    /** Returns the number of signals that the bar has received so far, expected or not. */
    int signals() {
        return signals;
    }

    private void drain() throws InterruptedException {
        while (next(0).isPresent()) {
            // Counted by next().
        }
    }

    private Optional<Observation> next(long nanos) throws InterruptedException {
        Optional<Observation> observation =
                Optional.ofNullable(observations.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS));
        if (observation.isPresent() && observation.get() instanceof Observation.SignalSeen) {
            signals++;
        }
        return observation;
    }

    /**
     * Returns when the last event of the step's session happened, in ns of {@link System#nanoTime}. Empty if the daemon
     * has not stored the session yet, and for a status line, which carries no time.
     */
    private OptionalLong eventTime(Step step) throws IOException {
        if (step.call().isPresent() && step.call().get().verb().equals(CommandWords.STATUS_LINE)) {
            return OptionalLong.empty();
        }
        SessionId id = SessionId.of(clients.client(step.role()).session());
        return sessions.readAll().stream()
                .filter(session -> session.id().equals(id))
                .mapToLong(Session::stamp)
                .findFirst();
    }

    private static DemoException late(Step step, Optional<String> last) {
        String instead = last.flatMap(BarOutput::parse)
                .map(shown -> "; it shows: " + shown.text())
                .orElse("");
        return new DemoException(
                "the bar did not react to '" + step.title() + "' within " + TIMEOUT.toSeconds() + " s" + instead);
    }
}
