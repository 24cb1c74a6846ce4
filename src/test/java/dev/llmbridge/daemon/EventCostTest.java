package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one event costs the loop, from its datagram to the new state. Rendering and writing are debounced, not its. */
class EventCostTest {
    private static final int WARM_UP = 40_000;
    private static final int MEASURED = 20_000;

    @TempDir
    private Path folder;

    @Test
    void an_event_costs_as_much_among_a_thousand_sessions_as_alone() {
        long alone = median(new VirtualDaemon(folder.resolve("one")), 1);
        long among = median(new VirtualDaemon(folder.resolve("many")), 1000);

        System.out.printf("an event costs %d ns alone, %d ns among 1000 sessions (p50)%n", alone, among);
        assertThat(alone).isLessThan(20_000);
        assertThat(among).isLessThan(Math.max(2 * alone, 20_000));
    }

    private static long median(VirtualDaemon daemon, int sessions) {
        for (int i = 0; i < sessions; i++) {
            daemon.hook(0, "s" + i, "UserPromptSubmit");
        }
        long[] nanos = new long[MEASURED];
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            Incoming event = daemon.hookEvent(
                    0,
                    "s" + i % sessions,
                    i % 2 == 0 ? "PreToolUse" : "PostToolUse",
                    "\"tool_name\":\"Bash\",\"tool_use_id\":\"t\",\"tool_input\":{\"command\":\"" + "x".repeat(400)
                            + "\"}");
            long before = System.nanoTime();
            daemon.takes(event);
            nanos[i % MEASURED] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        return nanos[MEASURED / 2];
    }
}
