package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sends every recorded payload through the real verbs. */
@Twins
final class SamplesIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    SamplesIT(Program program) {
        this.program = program;
    }

    @Test
    void every_payload_is_accepted_and_the_query_and_the_file_agree() throws Exception {
        List<Path> hooks = SampleFiles.hooks();
        assertThat(hooks).hasSizeGreaterThan(50);
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            long before = daemon.ping().get("received").longValue();
            for (Path payload : hooks) {
                Call.Result result =
                        program.call(home, "event").inputFrom(payload).run();
                assertThat(result.out() + result.err()).as(payload.toString()).isEmpty();
                assertThat(result.exit()).as(payload.toString()).isZero();
            }
            for (Path payload : SampleFiles.statusLines()) {
                Call.Result result =
                        program.call(home, "statusline").inputFrom(payload).run();
                assertThat(result.err()).isEmpty();
                assertThat(result.out()).hasLineCount(1);
            }
            int sent = hooks.size() + SampleFiles.statusLines().size();
            await().until(() -> daemon.ping().get("received").longValue() >= before + sent);

            assertThat(daemon.ping().get("dropped").longValue()).isZero();
            await().untilAsserted(() -> assertThat(Json.line(home.state())).isEqualTo(daemon.status()));
            assertThat(Json.line(program.call(home, "status").run().out())).isEqualTo(daemon.status());
            assertThat(daemon.status().get("sessions").intValue())
                    .isEqualTo(home.sessionFiles().size())
                    .isPositive();
            assertPrivate(home.sessionFiles());
            assertPrivate(List.of(home.stateFile(), home.socket()));
        }
    }

    @Test
    void a_turn_is_shown_step_by_step() {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertShown(daemon, "UserPromptSubmit", "thinking", "Thinking");
            assertShown(daemon, "PreToolUse.Read", "tool-active", "Read");
            assertShown(daemon, "PostToolUse.Read", "thinking", "Thinking");
            assertShown(daemon, "Stop", "idle", "Idle");
        }
    }

    private void assertShown(DaemonProcess daemon, String sample, String style, String activity) {
        String session = "5d3b6f6e-0000-4000-8000-000000000001";
        String payload = SampleFiles.hook(sample)
                .replaceFirst("\"session_id\":\"[^\"]*\"", "\"session_id\":\"" + session + "\"");
        program.call(home, "event").input(payload).run();
        await(sample).untilAsserted(() -> {
            JsonNode state = Json.line(home.state());
            assertThat(state.get("class").textValue()).isEqualTo(style);
            assertThat(state.get("activity").textValue()).isEqualTo(activity);
            assertThat(state.get("session_id").textValue()).isEqualTo(session);
        });
        assertThat(daemon.status()).isEqualTo(Json.line(home.state()));
    }

    private static void assertPrivate(List<Path> files) throws Exception {
        for (Path file : files) {
            assertThat(Files.getPosixFilePermissions(file))
                    .as(file.toString())
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }
}
