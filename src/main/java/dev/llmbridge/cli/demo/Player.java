package dev.llmbridge.cli.demo;

import dev.llmbridge.posix.BootId;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.store.SessionFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Plays one step after the other: the next begins when the bar shows the one before. */
final class Player {
    /** A bar that lags so far behind an event is broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Generous: on a busy machine a JVM takes seconds to start. */
    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(15);
    /** Longer than the daemon ever holds back a change. */
    private static final Duration SETTLED = Duration.ofMillis(100);

    private final Stage stage;
    private final BlockingQueue<Sighting> sightings;
    private final Tally tally;
    private final SessionFiles sessions;

    Player(Stage stage, BlockingQueue<Sighting> sightings, Tally tally) {
        this.stage = stage;
        this.sightings = sightings;
        this.tally = tally;
        this.sessions = new SessionFiles(stage.sessions(), BootId.read());
    }

    /** @throws DemoFailure where the bar does not show what it should within 3 s of the client's end */
    Outcome play(Step step) throws DemoFailure, IOException, InterruptedException {
        countLeft();
        long client = call(step);
        OptionalLong file = OptionalLong.empty();
        Optional<String> last = Optional.empty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Sighting> next = next(deadline - System.nanoTime());
            if (next.isEmpty()) {
                throw late(step, last);
            }
            Sighting sighting = next.get();
            last = Optional.of(sighting.line());
            Optional<Shown> shown = Shown.parse(sighting.line()).filter(step.shown());
            if (shown.isEmpty()) {
                continue;
            }
            switch (sighting) {
                case Sighting.File seen
                when !step.seen() -> {
                    return outcome(step, shown.get(), client, seen.at(), OptionalLong.empty());
                }
                case Sighting.File seen -> file = file.isPresent() ? file : OptionalLong.of(seen.at());
                case Sighting.Signal heard -> {
                    // The bar has read the file by then, whenever our own look at it comes.
                    long fileAt = Math.min(file.orElse(heard.at()), heard.at());
                    return outcome(step, shown.get(), client, fileAt, OptionalLong.of(heard.at()));
                }
            }
        }
    }

    /** Signals that no step has waited for, until none can come any more. */
    void settle() throws InterruptedException {
        while (next(SETTLED.toNanos()).isPresent()) {
            // Counted by next().
        }
    }

    private void countLeft() throws InterruptedException {
        while (next(0).isPresent()) {
            // Counted by next().
        }
    }

    private Optional<Sighting> next(long nanos) throws InterruptedException {
        Optional<Sighting> sighting = Optional.ofNullable(sightings.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS));
        if (sighting.isPresent() && sighting.get() instanceof Sighting.Signal) {
            tally.signalled();
        }
        return sighting;
    }

    private long call(Step step) throws DemoFailure, IOException, InterruptedException {
        long start = System.nanoTime();
        Process client = stage.client(step.client().verb(), step.payload().bytes());
        if (!client.waitFor(CLIENT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new DemoFailure(step.title() + ": the client did not end");
        }
        if (client.exitValue() != 0) {
            throw new DemoFailure(step.title() + ": the client exited " + client.exitValue());
        }
        return System.nanoTime() - start;
    }

    private Outcome outcome(Step step, Shown shown, long client, long fileAt, OptionalLong signalAt) {
        OptionalLong event = eventTime(step);
        if (event.isEmpty()) {
            return new Outcome(shown, client, OptionalLong.empty(), OptionalLong.empty());
        }
        long at = event.getAsLong();
        OptionalLong toSignal =
                signalAt.isPresent() ? OptionalLong.of(signalAt.getAsLong() - at) : OptionalLong.empty();
        return new Outcome(shown, client, OptionalLong.of(fileAt - at), toSignal);
    }

    /** A hook notes the time at which it starts, by the clock of nanoTime; the session keeps it. */
    private OptionalLong eventTime(Step step) {
        SessionId id = SessionId.of(step.payload().session().id());
        return switch (step.client()) {
            case EVENT ->
                sessions.readAll().stream()
                        .filter(session -> session.id().equals(id))
                        .mapToLong(Session::stamp)
                        .findFirst();
            case STATUS_LINE -> OptionalLong.empty();
        };
    }

    private static DemoFailure late(Step step, Optional<String> last) {
        String instead = last.flatMap(Shown::parse)
                .map(shown -> "; it shows: " + shown.text())
                .orElse("");
        return new DemoFailure(
                "the bar did not follow '" + step.title() + "' within " + PATIENCE.toSeconds() + " s" + instead);
    }
}
