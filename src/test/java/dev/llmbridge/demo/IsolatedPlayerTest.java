package dev.llmbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.demo.Observers.Observation;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.store.SessionFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class IsolatedPlayerTest {
    private static final Step STEP = Scenario.SINGLE_SESSION.steps().get(1);
    private static final String IDLE = "{\"text\":\"☾ Idle\",\"class\":\"idle\",\"activity\":\"Idle\",\"sessions\":1}";
    private static final String THINKING =
            "{\"text\":\"✻ Thinking\",\"class\":\"thinking\",\"activity\":\"Thinking\",\"sessions\":1}";

    private static final long MILLI = 1_000_000;

    @AutoClose
    private final Cleanup cleanup = new Cleanup();

    private IsolatedPlayer player;

    private Player.Outcome play(String script, Observation... observations) throws Exception {
        DemoEnvironment environment = environment(script);
        return play(environment, environment.clients(), Stream.of(observations).map(ScriptedQueue::just));
    }

    /** Plays a step; each observation is made when the player waits for it, because earlier ones do not count. */
    private Player.Outcome play(
            DemoEnvironment environment, SimulatedClients clients, Stream<Callable<Observation>> observations)
            throws Exception {
        player = new IsolatedPlayer(clients, environment.sessions(), new ScriptedQueue(observations.toList()));
        return player.play(STEP);
    }

    /** @param script what the step's client runs */
    private DemoEnvironment environment(String script) throws IOException {
        return new DemoEnvironment(cleanup, new ProgramCommand(List.of("/bin/sh", "-c", script)), "none");
    }

    /** Provides one observation each time that the player waits. */
    private static final class ScriptedQueue extends LinkedBlockingQueue<Observation> {
        private static final long serialVersionUID = 1;

        private final transient Iterator<Callable<Observation>> observations;

        ScriptedQueue(List<Callable<Observation>> observations) {
            this.observations = observations.iterator();
        }

        static Callable<Observation> just(Observation observation) {
            return () -> observation;
        }

        @Override
        public Observation poll(long timeout, TimeUnit unit) throws InterruptedException {
            if (timeout > 0 && observations.hasNext()) {
                try {
                    add(observations.next().call());
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
            return super.poll(timeout, unit);
        }
    }

    private static Observation file(String line) {
        return new Observation.StateFileSeen(System.nanoTime(), line);
    }

    private static Observation signal(String line) {
        return new Observation.SignalSeen(System.nanoTime(), line);
    }

    @Test
    void a_step_is_over_once_the_bar_is_signalled_and_shows_the_expected_state() throws Exception {
        Player.Outcome outcome = play("exit 0", file(IDLE), signal(IDLE), file(THINKING), signal(THINKING));
        assertThat(outcome.shown().text()).isEqualTo("✻ Thinking");
        assertThat(player.signals()).isEqualTo(2);
    }

    @Test
    void a_file_without_a_signal_does_not_end_a_step() {
        assertThatThrownBy(() -> play("exit 0", file(THINKING)))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("did not react to 'UserPromptSubmit' within 3 s");
    }

    @Test
    void an_unexpected_state_of_the_bar_is_reported() {
        assertThatThrownBy(() -> play("exit 0", signal(IDLE)))
                .isInstanceOf(DemoException.class)
                .hasMessageEndingWith("; it shows: ☾ Idle");
    }

    @Test
    void a_client_that_fails_ends_the_demo() {
        assertThatThrownBy(() -> play("exit 1", signal(THINKING)))
                .isInstanceOf(DemoException.class)
                .hasMessage("UserPromptSubmit: the client exited 1");
    }

    @Test
    void what_is_observed_before_the_event_belongs_to_an_earlier_step() throws Exception {
        DemoEnvironment environment = environment("exit 0");
        SimulatedClients clients = environment.clients();
        SessionId session = SessionId.of(clients.client(STEP.role()).session());
        SessionFiles files = new SessionFiles(
                environment.sessions(),
                BootClock.system(Libc.current()),
                TrustedFiles.of(Libc.current(), environment.sessions()));
        long previous = System.nanoTime();
        long event = previous + 500 * MILLI;
        store(files, session, previous);

        Player.Outcome outcome = play(
                environment,
                clients,
                Stream.of(
                        () -> new Observation.SignalSeen(event + MILLI, THINKING),
                        () -> {
                            store(files, session, event);
                            return new Observation.StateFileSeen(event - 334 * MILLI, THINKING);
                        },
                        () -> new Observation.SignalSeen(event - MILLI, THINKING),
                        () -> new Observation.StateFileSeen(event + 17 * MILLI, THINKING),
                        () -> new Observation.SignalSeen(event + 18 * MILLI, THINKING)));

        assertThat(outcome.toFile()).hasValue(17 * MILLI);
        assertThat(outcome.toSignal()).hasValue(18 * MILLI);
        assertThat(player.signals()).isEqualTo(3);
    }

    /** Stores a session as the daemon does after an event. */
    private static void store(SessionFiles files, SessionId id, long stamp) throws IOException {
        SessionEvent event =
                new SessionEvent(id, Instant.EPOCH, stamp, Optional.empty(), "", new EventDetail.PromptSubmitted(true));
        try (SessionFiles.Batch batch = files.begin()) {
            batch.write(Session.unknown(id, Instant.EPOCH).apply(event));
        }
    }
}
