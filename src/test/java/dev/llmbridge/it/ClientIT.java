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

/** The bar shows the actual state of a client, even if no hook reports it. */
@Twins
final class ClientIT {
    private static final String ID = "5e55-10";
    private static final Duration MAX_CHANGE_DELAY = Duration.ofMillis(250);
    private static final Duration MAX_DEATH_DELAY = Duration.ofSeconds(1);

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    ClientIT(Program program) {
        this.program = program;
    }

    @Test
    void each_activity_of_a_client_is_shown_and_so_is_its_death() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                ClientDouble client = ClientDouble.start(program, home)) {
            client.report(ID, "idle");
            awaitShown("Idle", 1);
            client.hook(Payload.prompt(ID));
            client.report(ID, "busy");
            awaitShown("Thinking", 1);
            client.hook(Payload.toolStart(ID, "Bash", "t1"));
            awaitShown("Bash", 1);
            client.hook(Payload.permission(ID, "Bash"));
            client.report(ID, "waiting");
            awaitShown("Waiting: permission", 1);
            client.reportInPlace(ID, "busy");
            awaitShown("Bash", 1);
            // The user presses Esc, for which Claude Code runs no hook.
            client.report(ID, "idle");
            awaitShown("Idle", 1);
            client.report(ID, "busy");
            awaitShown("Thinking", 1);

            client.kill();

            awaitShown("Idle", 0);
            assertThat(home.sessionFiles()).isEmpty();
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void a_change_of_activity_is_shown_within_a_quarter_of_a_second() throws Exception {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                ClientDouble client = ClientDouble.start(program, home)) {
            AtomicInteger steps = new AtomicInteger();
            Duration took = Timing.lowerQuartile(9, MAX_CHANGE_DELAY, () -> {
                boolean busy = steps.incrementAndGet() % 2 == 1;
                client.report(ID, busy ? "busy" : "idle");
                return timeUntilShown(busy ? "Thinking" : "Idle", 1);
            });
            assertThat(took).isLessThanOrEqualTo(MAX_CHANGE_DELAY);
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void the_death_of_a_client_is_shown_within_a_second() throws Exception {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            Duration took = Timing.lowerQuartile(1, MAX_DEATH_DELAY, () -> {
                ClientDouble client = ClientDouble.start(program, home);
                client.report(ID, "busy");
                awaitShown("Thinking", 1);
                client.kill();
                return timeUntilShown("Idle", 0);
            });
            assertThat(took).isLessThanOrEqualTo(MAX_DEATH_DELAY);
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void the_directory_may_appear_late_disappear_and_reappear() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home);
                ClientDouble client = ClientDouble.start(program, home)) {
            for (int round = 0; round < 3; round++) {
                client.report(ID, "busy");
                awaitShown("Thinking", 1);
                client.removeDirectory();
                client.report(ID, "idle");
                awaitShown("Idle", 1);
            }
            assertThat(daemon.log()).doesNotContain("WARN").doesNotContain("ERROR");
        }
    }

    @Test
    void directories_that_the_user_configures_are_watched_in_addition_to_the_clients_own() {
        Path work = home.user().resolve("work");
        Path own = home.user().resolve("own");
        Call call = program.call(home, "daemon")
                .with("LLM_BRIDGE_CLIENT_DIRS", work)
                .with("CLAUDE_CONFIG_DIR", own);
        try (DaemonProcess daemon = DaemonProcess.start(call, home.socket());
                ClientDouble one = ClientDouble.start(program, home, work.resolve("sessions"));
                ClientDouble two = ClientDouble.start(program, home, own.resolve("sessions"))) {
            one.report("one", "busy");
            awaitShown("Thinking", 1);
            two.report("two", "waiting");
            awaitShown("Waiting: permission", 2);
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void after_a_crash_of_the_daemon_nothing_is_lost_and_missed_changes_are_shown() {
        try (ClientDouble waiting = ClientDouble.start(program, home);
                ClientDouble interrupted = ClientDouble.start(program, home);
                ClientDouble killed = ClientDouble.start(program, home)) {
            try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
                waiting.hook(Payload.toolStart("waiting", "Bash", "t1"));
                waiting.hook(Payload.permission("waiting", "Bash"));
                waiting.report("waiting", "waiting");
                interrupted.hook(Payload.toolStart("interrupted", "Read", "t2"));
                killed.hook(Payload.toolStart("killed", "Edit", "t3"));
                awaitShown("Waiting: permission", 3);
                daemon.kill();
            }
            interrupted.report("interrupted", "idle");
            killed.kill();

            try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
                assertThat(activity(daemon, "waiting")).containsIgnoringCase("waiting");
                assertThat(activity(daemon, "interrupted")).containsIgnoringCase("idle");
                assertThat(home.sessionFiles()).hasSize(2);
                waiting.report("waiting", "busy");
                awaitShown("Bash", 2);
            }
        }
    }

    private static String activity(DaemonProcess daemon, String session) {
        for (JsonNode each : daemon.sessions().path("sessions")) {
            if (each.path("id").asText().equals(session)) {
                return each.path("activity").toString();
            }
        }
        throw new AssertionError("no session " + session + " in " + daemon.sessions());
    }

    private void awaitShown(String activity, int sessions) {
        timeUntilShown(activity, sessions);
    }

    /** Returns how long it takes until the bar shows this activity and number of sessions. */
    private Duration timeUntilShown(String activity, int sessions) {
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
