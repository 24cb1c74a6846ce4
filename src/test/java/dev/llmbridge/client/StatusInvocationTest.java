package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of {@code status}. */
class StatusInvocationTest {
    private static final String DAEMON_STATE = "{\"text\":\"from the daemon\"}";
    private static final int DAEMON = 4711;

    @TempDir
    Path runtime;

    @Test
    void the_state_file_of_a_running_daemon_is_printed() throws IOException {
        daemonWrites(DAEMON_STATE);

        assertThat(status(client().withLockHeldBy(DAEMON))).isEqualTo(DAEMON_STATE);
    }

    @Test
    void the_state_file_of_a_dead_daemon_is_ignored() throws IOException {
        daemonWrites(DAEMON_STATE);

        assertThat(status(client())).contains("\"class\":\"idle\"").doesNotContain("from the daemon");
    }

    @Test
    void a_custom_format_is_rendered_even_if_a_daemon_runs() throws IOException {
        sessionStarts();
        daemonWrites(DAEMON_STATE);

        assertThat(status(client().withLockHeldBy(DAEMON), "--format", "({activity})"))
                .contains("\"text\":\"(Thinking)\"");
        assertThat(status(client().withLockHeldBy(DAEMON).with("LLM_BRIDGE_FORMAT", "[{activity}]")))
                .contains("\"text\":\"[Thinking]\"");
    }

    @Test
    void the_bar_is_not_empty_before_the_daemon_has_written_its_state() throws IOException {
        Files.createFile(runtime.resolve("llm-bridge.sock.lock"));
        sessionStarts();

        assertThat(status(client().withLockHeldBy(DAEMON))).contains("\"class\":\"thinking\"");
    }

    @Test
    void without_a_daemon_the_session_files_are_rendered_and_nothing_is_written() throws IOException {
        sessionStarts();
        List<Path> before = files();

        assertThat(status(client())).contains("\"class\":\"thinking\"").contains("\"session_id\":\"default\"");

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void the_bar_is_idle_without_a_sessions_directory() {
        FakeClient client = new FakeClient(runtime.resolve("none"), "");

        assertThat(client.run("status")).hasValue(0);

        assertThat(client.printed).singleElement().asString().contains("\"class\":\"idle\"", "\"sessions\":0");
        assertThat(runtime.resolve("none")).doesNotExist();
    }

    @Test
    void an_invalid_setting_is_reported_in_one_line() {
        FakeClient client = client().with("LLM_BRIDGE_SIGNAL", "31");

        assertThat(client.run("status")).hasValue(64);

        assertThat(client.printed).isEmpty();
        assertThat(client.errors)
                .containsExactly("waybar-llm-bridge: LLM_BRIDGE_SIGNAL is '31' but must be a number from 1 to 30");
    }

    @Test
    void an_invalid_format_is_reported_in_one_line() {
        FakeClient client = client();

        assertThat(client.run("status", "--format", "{activity} {modle}")).hasValue(64);

        assertThat(client.printed).isEmpty();
        assertThat(client.errors)
                .containsExactly(
                        "waybar-llm-bridge: format '{activity} {modle}', at character 12: unknown placeholder {modle};"
                                + " did you mean {model}?");
    }

    @Test
    void an_invalid_status_line_format_does_not_affect_the_bar() {
        assertThat(status(client().with("LLM_BRIDGE_STATUSLINE_FORMAT", "{modle}")))
                .contains("\"text\":\"☾ Idle\"");
    }

    @Test
    void a_custom_icon_set_is_rendered_even_if_a_daemon_runs() throws IOException {
        sessionStarts();
        daemonWrites(DAEMON_STATE);

        assertThat(status(client().withLockHeldBy(DAEMON).with("LLM_BRIDGE_ICONS", "ascii"), "--format", "{icon}"))
                .contains("\"text\":\"*\"");
        assertThat(status(client().withLockHeldBy(DAEMON).with("LLM_BRIDGE_ICON_THINKING", "T"), "--format", "{icon}"))
                .contains("\"text\":\"T\"");
    }

    private FakeClient client() {
        return new FakeClient(runtime, "");
    }

    private String status(FakeClient client, String... options) {
        String[] arguments =
                Stream.concat(Stream.of("status"), Stream.of(options)).toArray(String[]::new);
        assertThat(client.run(arguments)).hasValue(0);
        assertThat(client.errors).isEmpty();
        assertThat(client.printed).hasSize(1);
        return client.printed.getFirst();
    }

    private void daemonWrites(String line) throws IOException {
        Files.createFile(runtime.resolve("llm-bridge.sock.lock"));
        Files.writeString(runtime.resolve("llm_state.json"), line + "\n");
    }

    private void sessionStarts() throws IOException {
        client().run("event", "--type", "submit");
        Files.delete(runtime.resolve("llm_state.json"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(runtime)) {
            return files.sorted().toList();
        }
    }
}
