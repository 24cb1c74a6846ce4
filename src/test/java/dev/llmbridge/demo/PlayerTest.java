package dev.llmbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PlayerTest {
    private static final Step STEP = Scenario.SINGLE_SESSION.steps().get(1);
    private static final String IDLE =
            "{\"text\":\"Idle | $0.00\",\"class\":\"idle\",\"activity\":\"Idle\",\"sessions\":1}";
    private static final String THINKING =
            "{\"text\":\"Thinking | $0.00\",\"class\":\"thinking\",\"activity\":\"Thinking\",\"sessions\":1}";

    private final DemoStats tally = new DemoStats();

    /** Plays a step whose client is {@code script}; the sightings come as soon as anybody waits for them. */
    private Outcome play(String script, Observation... sightings) throws Exception {
        try (Cleanup cleanup = new Cleanup()) {
            DemoEnvironment stage = new DemoEnvironment(
                    cleanup, new DemoProgram(List.of("/bin/sh", "-c", script)), PrivateFolder.create(), "none");
            return new Player(stage.cast(), stage.sessions(), new Waited(sightings), tally).play(STEP);
        }
    }

    /** Empty until it is waited at: what is there before a step is not the step's. */
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
    void a_step_is_over_when_the_bar_was_signalled_with_what_it_should_show() throws Exception {
        Outcome outcome = play("exit 0", file(IDLE), signal(IDLE), file(THINKING), signal(THINKING));
        assertThat(outcome.shown().text()).isEqualTo("Thinking | $0.00");
        assertThat(tally.signals()).isEqualTo(2);
    }

    @Test
    void a_file_without_a_signal_is_not_shown() {
        assertThatThrownBy(() -> play("exit 0", file(THINKING)))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("did not follow 'UserPromptSubmit' within 3 s");
    }

    @Test
    void what_the_bar_shows_instead_is_told() {
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
