package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Session files that another version of this program has written. */
@Twins
final class OtherVersionsIT {
    private static final String NEWER = "{\"form\":2,\"id\":\"s\",\"sessions\":[{}]}";

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    OtherVersionsIT(Program program) {
        this.program = program;
    }

    @Test
    void fields_that_this_version_does_not_know_survive_hooks_with_and_without_a_daemon() throws IOException {
        hook(Payload.prompt("s"));
        Path file = sessionFile();
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("{\"form\"", "{\"mood\":{\"good\":[true,0.10]},\"form\"")
                        .replace("\"usage\":{", "\"usage\":{\"thoughts\":7,"));

        hook(Payload.toolStart("s", "Read", "use-1"));
        assertKept("Read");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertThat(daemon.status().get("activity").textValue()).isEqualTo("Read");
            hook(Payload.toolStart("s", "Bash", "use-2"));
            await().untilAsserted(() -> assertKept("Bash"));
            daemon.stop();
        }
        hook(Payload.toolStart("s", "Edit", "use-3"));
        assertKept("Edit");
    }

    private void assertKept(String tool) throws IOException {
        String content = Files.readString(sessionFile());
        JsonNode session = Json.read(content);
        assertThat(session.get("tools").findValuesAsText("name")).contains(tool);
        assertThat(content).contains("\"mood\":{\"good\":[true,0.10]}");
        assertThat(session.get("usage").get("thoughts").intValue()).isEqualTo(7);
    }

    @Test
    void the_daemon_ignores_and_reports_the_file_of_a_newer_version() throws IOException {
        home.write(sessionFile(), NEWER);
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertThat(daemon.log())
                    .containsOnlyOnce("session files in " + home.sessions() + " that a newer version wrote (1)");
            assertThat(daemon.status().get("sessions").intValue()).isZero();

            hook(Payload.prompt("s"));
            hook(Payload.prompt("other"));
            await().until(() -> home.sessionFiles().size() == 2
                    && daemon.status().get("sessions").intValue() == 2);
            assertThat(sessionFile()).hasContent(NEWER);
            assertThat(program.call(home, "doctor").run().out())
                    .containsPattern("warn  files .*s\\.json in " + home.sessions())
                    .contains("     rm " + sessionFile() + "\n");

            hook(Payload.hook("s", "SessionEnd", "\"reason\":\"other\""));
            await().until(() -> daemon.status().get("sessions").intValue() == 1);
            daemon.stop();
        }
        assertThat(sessionFile()).hasContent(NEWER);
    }

    @Test
    void the_file_of_a_newer_version_is_ignored_without_a_daemon() throws IOException {
        home.write(sessionFile(), NEWER);
        hook(Payload.prompt("s"));
        hook(Payload.prompt("other"));
        assertThat(sessionFile()).hasContent(NEWER);
        JsonNode listed =
                Json.read(program.call(home, "sessions", "--json").run().out()).get("sessions");
        assertThat(listed)
                .singleElement()
                .satisfies(session -> assertThat(session.get("id").textValue()).isEqualTo("other"));

        hook(Payload.hook("s", "SessionEnd", "\"reason\":\"other\""));
        assertThat(sessionFile()).hasContent(NEWER);
    }

    private void hook(String payload) {
        Call.Result result = program.call(home, "event").input(payload).run();
        assertThat(result.out() + result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    private Path sessionFile() {
        return home.sessions().resolve("s.json");
    }
}
