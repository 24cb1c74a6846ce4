package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmbridge.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The bar tells the truth about a client, whatever that says by hooks. */
@Twins
final class ClientIT {
    private static final String ID = "5e55-10";
    private static final Duration STEP = Duration.ofMillis(250);
    private static final Duration KILL = Duration.ofSeconds(5);

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    ClientIT(Program program) {
        this.program = program;
    }

    @Test
    void each_step_of_a_client_shows_and_so_does_its_kill() {
        try (Daemon daemon = Daemon.start(program, home);
                ClientDouble client = ClientDouble.start(program, home)) {
            client.says(ID, "idle");
            shows("Idle", 1);
            client.hook(Payload.prompt(ID));
            client.says(ID, "busy");
            shows("Thinking", 1);
            client.hook(Payload.toolStart(ID, "Bash", "t1"));
            shows("Bash", 1);
            client.hook(Payload.permission(ID, "Bash"));
            client.says(ID, "waiting");
            shows("Waiting: permission", 1);
            client.saysInPlace(ID, "busy");
            shows("Bash", 1);
            // The user has pressed Esc: no hook.
            client.says(ID, "idle");
            shows("Idle", 1);
            client.says(ID, "busy");
            shows("Thinking", 1);

            client.isKilled();

            shows("Idle", 0);
            assertThat(home.sessionFiles()).isEmpty();
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void a_step_of_a_client_shows_within_a_quarter_of_a_second() throws Exception {
        try (Daemon daemon = Daemon.start(program, home);
                ClientDouble client = ClientDouble.start(program, home)) {
            AtomicInteger steps = new AtomicInteger();
            Duration took = Timing.lowerQuartile(9, STEP, () -> {
                boolean busy = steps.incrementAndGet() % 2 == 1;
                client.says(ID, busy ? "busy" : "idle");
                return untilShown(busy ? "Thinking" : "Idle", 1);
            });
            assertThat(took).isLessThanOrEqualTo(STEP);
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void the_kill_of_a_client_shows_within_five_seconds() throws Exception {
        try (Daemon daemon = Daemon.start(program, home)) {
            Duration took = Timing.lowerQuartile(1, KILL, () -> {
                ClientDouble client = ClientDouble.start(program, home);
                client.says(ID, "busy");
                shows("Thinking", 1);
                client.isKilled();
                return untilShown("Idle", 0);
            });
            assertThat(took).isLessThanOrEqualTo(KILL);
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void the_folder_may_come_late_and_go_and_come_again() {
        try (Daemon daemon = Daemon.start(program, home);
                ClientDouble client = ClientDouble.start(program, home)) {
            for (int round = 0; round < 3; round++) {
                client.says(ID, "busy");
                shows("Thinking", 1);
                client.removesItsFolder();
                client.says(ID, "idle");
                shows("Idle", 1);
            }
            assertThat(daemon.log()).doesNotContain("WARN").doesNotContain("ERROR");
        }
    }

    @Test
    void folders_that_the_user_names_are_watched_beside_the_client_s_own() {
        Path work = home.user().resolve("work");
        Path own = home.user().resolve("own");
        Call call = program.call(home, "daemon")
                .with("LLM_BRIDGE_CLIENT_DIRS", work)
                .with("CLAUDE_CONFIG_DIR", own);
        try (Daemon daemon = Daemon.start(call, home.socket());
                ClientDouble one = ClientDouble.start(program, home, work.resolve("sessions"));
                ClientDouble two = ClientDouble.start(program, home, own.resolve("sessions"))) {
            one.says("one", "busy");
            shows("Thinking", 1);
            two.says("two", "waiting");
            shows("Waiting: permission", 2);
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void a_crash_of_the_daemon_loses_nothing_and_what_happens_meanwhile_is_made_good() {
        try (ClientDouble waiting = ClientDouble.start(program, home);
                ClientDouble interrupted = ClientDouble.start(program, home);
                ClientDouble killed = ClientDouble.start(program, home)) {
            try (Daemon daemon = Daemon.start(program, home)) {
                waiting.hook(Payload.toolStart("waiting", "Bash", "t1"));
                waiting.hook(Payload.permission("waiting", "Bash"));
                waiting.says("waiting", "waiting");
                interrupted.hook(Payload.toolStart("interrupted", "Read", "t2"));
                killed.hook(Payload.toolStart("killed", "Edit", "t3"));
                shows("Waiting: permission", 3);
                daemon.kill();
            }
            interrupted.says("interrupted", "idle");
            killed.isKilled();

            try (Daemon daemon = Daemon.start(program, home)) {
                assertThat(activity(daemon, "waiting")).containsIgnoringCase("waiting");
                assertThat(activity(daemon, "interrupted")).containsIgnoringCase("idle");
                assertThat(home.sessionFiles()).hasSize(2);
                waiting.says("waiting", "busy");
                shows("Bash", 2);
            }
        }
    }

    private static String activity(Daemon daemon, String session) {
        for (JsonNode each : daemon.sessions().path("sessions")) {
            if (each.path("id").asText().equals(session)) {
                return each.path("activity").toString();
            }
        }
        throw new AssertionError("no session " + session + " in " + daemon.sessions());
    }

    private void shows(String activity, int sessions) {
        untilShown(activity, sessions);
    }

    /** How long it takes from now until the bar shows that. */
    private Duration untilShown(String activity, int sessions) {
        long since = System.nanoTime();
        await("the bar to show " + activity)
                .pollInterval(Duration.ofMillis(2))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    JsonNode state = Json.read(home.state());
                    return state.path("activity").asText().equals(activity)
                            && state.path("sessions").asInt() == sessions;
                });
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
