package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.Timing;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what one event costs the event loop, from its datagram to the new state. Rendering and writing are debounced
 * and not included.
 */
class EventCostTest {
    private static final int WARM_UP = 40_000;
    private static final int MEASURED = 20_000;
    private static final int SESSIONS = 1000;

    @TempDir
    private Path directory;

    /** The two daemons are measured alternately, event by event, so that other load on the machine affects both. */
    @Test
    void the_cost_of_an_event_does_not_depend_on_the_number_of_sessions() {
        VirtualDaemon one = daemon("one", 1);
        VirtualDaemon many = daemon("many", SESSIONS);
        long[] nanosWithOne = new long[MEASURED];
        long[] nanosWithMany = new long[MEASURED];
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            nanosWithOne[i % MEASURED] = nanos(one, i, 1);
            nanosWithMany[i % MEASURED] = nanos(many, i, SESSIONS);
        }
        double ratio = (double) Timing.lowerQuartile(nanosWithMany) / Timing.lowerQuartile(nanosWithOne);
        System.out.printf(
                "an event costs %d ns with one session, %d ns with %d sessions (lower quartiles)%n",
                Timing.lowerQuartile(nanosWithOne), Timing.lowerQuartile(nanosWithMany), SESSIONS);
        assertThat(ratio).isLessThan(3);
    }

    private VirtualDaemon daemon(String name, int sessions) {
        VirtualDaemon daemon = new VirtualDaemon(directory.resolve(name));
        for (int i = 0; i < sessions; i++) {
            daemon.hook(0, "s" + i, "UserPromptSubmit");
        }
        return daemon;
    }

    private static long nanos(VirtualDaemon daemon, int number, int sessions) {
        LoopEvent event = daemon.hookEvent(
                0,
                "s" + number % sessions,
                number / sessions % 2 == 0 ? "PreToolUse" : "PostToolUse",
                "\"tool_name\":\"Bash\",\"tool_use_id\":\"t\",\"tool_input\":{\"command\":\"" + "x".repeat(400)
                        + "\"}");
        long before = System.nanoTime();
        daemon.handleWithoutWake(event);
        return System.nanoTime() - before;
    }
}
