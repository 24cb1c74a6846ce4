package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordingsPropertiesTest {
    @Property(tries = 200)
    void after_any_events_a_stop_makes_the_session_idle_and_an_end_removes_it(@ForAll("samples") List<String> names) {
        Recording played = new Recording();
        double second = 0;
        boolean endIsRemembered = false;
        for (String name : names) {
            boolean wasKnown = hasSession(played);
            second += 0.1;
            played.play(second, name);
            endIsRemembered = !hasSession(played) && (wasKnown || endIsRemembered);
        }

        played.at(second + 1, "Stop", endIsRemembered ? "gone" : "Idle");
        assertThat(played.table().all())
                .allSatisfy(session -> assertThat(session.tools()).isEmpty());
        played.at(second + 2, "SessionEnd.other", "gone");
    }

    private static boolean hasSession(Recording played) {
        return !played.table().all().isEmpty();
    }

    @Provide
    Arbitrary<List<String>> samples() {
        return Arbitraries.of(Samples.names()).list().ofMaxSize(40);
    }
}
