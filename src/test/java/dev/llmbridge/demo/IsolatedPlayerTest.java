package dev.llmbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.demo.Observers.Observation;
import dev.llmbridge.setup.program.ProgramCommand;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class IsolatedPlayerTest {
    private static final Step STEP = Scenario.SINGLE_SESSION.steps().get(1);
    private static final String IDLE =
            "{\"text\":\"Idle | $0.00\",\"class\":\"idle\",\"activity\":\"Idle\",\"sessions\":1}";
    private static final String THINKING =
            "{\"text\":\"Thinking | $0.00\",\"class\":\"thinking\",\"activity\":\"Thinking\",\"sessions\":1}";

    private final DemoStats stats = new DemoStats();

    /** Plays a step whose client is {@code script}; the observations arrive as soon as the player waits for them. */
    private Player.Outcome play(String script, Observation... observations) throws Exception {
        try (Cleanup cleanup = new Cleanup()) {
            DemoEnvironment environment =
                    new DemoEnvironment(cleanup, new ProgramCommand(List.of("/bin/sh", "-c", script)), "none");
            return new IsolatedPlayer(environment.clients(), environment.sessions(), new Waited(observations), stats)
                    .play(STEP);
        }
    }

    /** Empty until the player waits: earlier observations do not belong to the step. */
    private static final class Waited extends LinkedBlockingQueue<Observation> {
        private static final long serialVersionUID = 1;

        private final transient List<Observation> coming;
        private boolean come;

        Waited(Observation... coming) {
            this.coming = List.of(coming);
        }

        @Override
        public Observation poll(long timeout, TimeUnit unit) throws InterruptedException {
            if (timeout > 0 && !come) {
                come = true;
                addAll(coming);
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
        assertThat(outcome.shown().text()).isEqualTo("Thinking | $0.00");
        assertThat(stats.signals()).isEqualTo(2);
    }

    @Test
    void a_file_without_a_signal_does_not_end_a_step() {
        assertThatThrownBy(() -> play("exit 0", file(THINKING)))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("did not follow 'UserPromptSubmit' within 3 s");
    }

    @Test
    void an_unexpected_state_of_the_bar_is_reported() {
        assertThatThrownBy(() -> play("exit 0", signal(IDLE)))
                .isInstanceOf(DemoException.class)
                .hasMessageEndingWith("; it shows: Idle | $0.00");
    }

    @Test
    void a_client_that_fails_ends_the_demo() {
        assertThatThrownBy(() -> play("exit 1", signal(THINKING)))
                .isInstanceOf(DemoException.class)
                .hasMessage("UserPromptSubmit: the client exited 1");
    }
}
