package dev.llmbridge.demo;

import dev.llmbridge.display.SessionRow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Plays to the user's daemon: a step is over when the daemon knows of it and has updated the bar. */
final class LivePlayer implements Player {
    /** A daemon that takes longer to follow an event is broken. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final long POLL_MILLIS = 20;

    private final SimulatedClients clients;
    private final LiveDaemon daemon;

    LivePlayer(SimulatedClients clients, LiveDaemon daemon) {
        this.clients = clients;
        this.daemon = daemon;
    }

    @Override
    public Outcome play(Step step) throws DemoException, IOException, InterruptedException {
        OptionalLong client = clients.play(step);
        String session = clients.client(step.role()).session();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!isKnown(session, step)) {
            if (System.nanoTime() > deadline) {
                throw new DemoException(
                        "the daemon did not follow '" + step.title() + "' within " + TIMEOUT.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
        settle();
        BarOutput shown = daemon.shown().orElseThrow(LivePlayer::noAnswer);
        return new Outcome(shown, client, OptionalLong.empty(), OptionalLong.empty());
    }

    private boolean isKnown(String session, Step step) throws DemoException {
        List<SessionRow> rows = daemon.sessions().orElseThrow(LivePlayer::noAnswer);
        return rows.stream()
                .anyMatch(row -> row.id().equals(session) && step.session().test(row));
    }

    private static DemoException noAnswer() {
        return new DemoException("the daemon no longer answers");
    }

    @Override
    public void settle() throws InterruptedException {
        daemon.settle();
    }
}
