package dev.llmbridge.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.FakeLibc;
import dev.llmbridge.protocol.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code statusline} prints and sends. */
class StatusLineCallTest {
    private static final String REPORT = """
            {"session_id":"s","model":{"id":"claude-opus-4-5","display_name":"Opus 4.5"},
             "cost":{"total_cost_usd":2.509}}""";

    @TempDir
    Path runtime;

    @Test
    void the_line_is_printed_and_the_report_sent_as_it_came() {
        PretendedClient client = new PretendedClient(runtime, REPORT).withDaemon();

        assertThat(client.run("statusline")).hasValue(0);

        assertThat(client.printed).containsExactly("Opus 4.5 | $2.51");
        assertThat(client.sentMessage()).isEqualTo(new Message.Status(REPORT.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{", "[]", "null", "no json", "{\"model\":", "{} {}", "\u0000"})
    void what_is_no_report_gives_a_line_all_the_same_and_is_not_sent(String stdin) {
        PretendedClient client = new PretendedClient(runtime, stdin).withDaemon();

        assertThat(client.run("statusline")).hasValue(0);

        assertThat(client.printed).containsExactly("Claude | $0.00");
        assertThat(client.complaints).isEmpty();
        assertThat(client.connections()).isZero();
    }

    @Test
    void a_terminal_is_not_read_and_left_to_picocli() {
        PretendedClient client =
                new PretendedClient(runtime, REPORT).withDaemon().onTerminal();

        assertThat(client.run("statusline")).isEmpty();

        assertThat(client.printed).isEmpty();
    }

    @Test
    void without_a_daemon_the_report_goes_to_the_session_files() throws IOException {
        PretendedClient client = new PretendedClient(runtime, REPORT);

        assertThat(client.run("statusline")).hasValue(0);

        assertThat(client.printed).containsExactly("Opus 4.5 | $2.51");
        assertThat(Files.readString(runtime.resolve("llm_sessions/s.json"))).contains("Opus 4.5");
        assertThat(Files.readString(runtime.resolve("llm_state.json"))).contains("\"cost\":2.509");
    }

    @Test
    void where_nothing_can_be_sent_or_stored_the_line_is_printed_alone() {
        PretendedClient client = new PretendedClient(runtime.resolve("none"), REPORT);

        assertThat(client.run("statusline")).hasValue(0);

        assertThat(client.printed).containsExactly("Opus 4.5 | $2.51");
        assertThat(client.complaints).isEmpty();
    }

    @Test
    void where_standard_input_fails_there_is_a_line_all_the_same() {
        PretendedClient output = new PretendedClient(runtime, "");

        assertThat(new FastClients(new FakeLibc(), output.environment(), output).run(CallParser.parse("statusline")))
                .hasValue(0);

        assertThat(output.printed).containsExactly("Claude | $0.00");
    }
}
