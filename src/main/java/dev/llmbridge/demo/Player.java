package dev.llmbridge.demo;

import dev.llmbridge.posix.BootId;
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

/** Plays to a daemon and a bar of the demo's own: a step is over when the bar shows it. */
final class Player implements Performer {
    /** A bar that lags so far behind an event is broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Longer than the daemon ever holds back a change. */
    private static final Duration SETTLED = Duration.ofMillis(100);

    private final Clients clients;
    private final BlockingQueue<Observation> sightings;
    private final DemoStats tally;
    private final SessionFiles sessions;

    /** @param sessionFiles folder of the daemon's own files */
    Player(SimulatedClients cast, Path sessionFiles, BlockingQueue<Observation> sightings, DemoStats tally) {
        // They end with their daemon: nobody has to tell it.
        this.clients = new Clients(cast, actor -> {});
        this.sightings = sightings;
        this.tally = tally;
        this.sessions = new SessionFiles(sessionFiles, BootId.read());
    }

    /** @throws DemoException where the bar does not show what it should within 3 s of the client's end */
    @Override
    public Outcome play(Step step) throws DemoException, IOException, InterruptedException {
        countLeft();
        OptionalLong client = clients.play(step);
        OptionalLong file = OptionalLong.empty();
        Optional<String> last = Optional.empty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Observation> next = next(deadline - System.nanoTime());
            if (next.isEmpty()) {
                throw late(step, last);
            }
            Observation sighting = next.get();
            last = Optional.of(sighting.line());
            Optional<BarOutput> shown = BarOutput.parse(sighting.line()).filter(step.shown());
            if (shown.isEmpty()) {
                continue;
            }
            switch (sighting) {
                case Observation.StateFileSeen seen
                when !step.seen() -> {
                    return outcome(step, shown.get(), client, seen.at(), OptionalLong.empty());
                }
                case Observation.StateFileSeen seen -> file = file.isPresent() ? file : OptionalLong.of(seen.at());
                case Observation.SignalSeen heard -> {
                    // The bar has read the file by then, whenever our own look at it comes.
                    long fileAt = Math.min(file.orElse(heard.at()), heard.at());
                    return outcome(step, shown.get(), client, fileAt, OptionalLong.of(heard.at()));
                }
            }
        }
    }

    /** Signals that no step has waited for, until none can come any more. */
    @Override
    public void settle() throws InterruptedException {
        while (next(SETTLED.toNanos()).isPresent()) {
            // Counted by next().
        }
    }

    private void countLeft() throws InterruptedException {
        while (next(0).isPresent()) {
            // Counted by next().
        }
    }

    private Optional<Observation> next(long nanos) throws InterruptedException {
        Optional<Observation> sighting = Optional.ofNullable(sightings.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS));
        if (sighting.isPresent() && sighting.get() instanceof Observation.SignalSeen) {
            tally.signalled();
        }
        return sighting;
    }

    private Outcome outcome(Step step, BarOutput shown, OptionalLong client, long fileAt, OptionalLong signalAt)
            throws IOException {
        OptionalLong event = eventTime(step);
        if (event.isEmpty()) {
            return new Outcome(shown, client, OptionalLong.empty(), OptionalLong.empty());
        }
        long at = event.getAsLong();
        OptionalLong toSignal =
                signalAt.isPresent() ? OptionalLong.of(signalAt.getAsLong() - at) : OptionalLong.empty();
        return new Outcome(shown, client, OptionalLong.of(fileAt - at), toSignal);
    }

    /** A hook, or a client's file, tells its time; the session keeps it, by the clock of nanoTime. */
    private OptionalLong eventTime(Step step) throws IOException {
        if (step.call().isPresent() && step.call().get().verb() == Step.Verb.STATUS_LINE) {
            return OptionalLong.empty();
        }
        SessionId id = SessionId.of(clients.actor(step.role()).session());
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
                "the bar did not follow '" + step.title() + "' within " + PATIENCE.toSeconds() + " s" + instead);
    }
}
