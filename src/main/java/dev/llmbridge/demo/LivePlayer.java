package dev.llmbridge.demo;

import dev.llmbridge.display.SessionRow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Plays to the user's daemon: a step is over when the daemon knows of it and has told the bar, whatever that shows. */
final class LivePlayer implements Performer {
    /** A daemon that lags so far behind an event is broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Clients clients;
    private final LiveDaemon daemon;

    LivePlayer(Clients clients, LiveDaemon daemon) {
        this.clients = clients;
        this.daemon = daemon;
    }

    @Override
    public Outcome play(Step step) throws DemoException, IOException, InterruptedException {
        OptionalLong client = clients.play(step);
        String session = clients.actor(step.role()).session();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isKnown(session, step)) {
            if (System.nanoTime() > deadline) {
                throw new DemoException(
                        "the daemon did not follow '" + step.title() + "' within " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        settle();
        BarOutput shown = daemon.shown().orElseThrow(LivePlayer::silent);
        return new Outcome(shown, client, OptionalLong.empty(), OptionalLong.empty());
    }

    private boolean isKnown(String session, Step step) throws DemoException {
        List<SessionRow> rows = daemon.sessions().orElseThrow(LivePlayer::silent);
        return rows.stream()
                .anyMatch(row -> row.id().equals(session) && step.own().test(row));
    }

    private static DemoException silent() {
        return new DemoException("the daemon does not answer any more");
    }

    @Override
    public void settle() throws InterruptedException {
        daemon.settle();
    }
}
