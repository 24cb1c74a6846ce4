package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verb {@code sync-usage}: from a transcript to the bar, with a daemon and without. */
@Twins
final class SyncUsageIT {
    private static final String SESSION = "644026a3-cf61-4053-abfe-b3d744b6dafc";
    private static final String READ =
            "session " + SESSION + ": 12 in, 42 out, cache 12571 read / 300 written, $0.0630";
    private static final int MIB = 1024 * 1024;

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    SyncUsageIT(Program program) {
        this.program = program;
    }

    @Test
    void the_usage_is_sent_to_the_daemon() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            assertRead(sync(transcript(SampleFiles.transcript())), READ);
            await().untilAsserted(() -> assertShown(daemon.status()));
            assertThat(daemon.sessions().get("sessions").get(0).get("cwd").textValue())
                    .isEqualTo("/home/user/project");
            assertThat(daemon.ping().get("dropped").intValue()).isZero();
        }
    }

    @Test
    void without_a_daemon_the_usage_is_written_to_the_session_files() throws IOException {
        assertRead(sync(transcript(SampleFiles.transcript())), READ);
        assertShown(Json.line(home.state()));
        assertThat(home.sessionFiles()).extracting(Path::getFileName).containsExactly(Path.of(SESSION + ".json"));
    }

    private static void assertShown(JsonNode state) {
        assertThat(state.get("model").textValue()).isEqualTo("claude-opus-5-5");
        assertThat(state.get("input_tokens").longValue()).isEqualTo(12);
        assertThat(state.get("output_tokens").longValue()).isEqualTo(42);
        assertThat(state.get("cache_read").longValue()).isEqualTo(12_571);
        assertThat(state.get("cache_write").longValue()).isEqualTo(300);
        assertThat(state.get("cost").doubleValue()).isEqualTo(0.0630108);
    }

    @Test
    void the_model_and_cost_and_percentage_from_the_status_line_are_kept() throws IOException {
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            program.call(home, "event")
                    .input(Payload.toolStart(SESSION, "Bash", "use-1"))
                    .run();
            program.call(home, "statusline")
                    .input(Payload.statusLine(SESSION, "Opus 5.5", 2.5))
                    .run();
            await().untilAsserted(() ->
                    assertThat(daemon.status().get("percentage").intValue()).isEqualTo(25));

            sync(transcript(SampleFiles.transcript()));

            await().untilAsserted(() ->
                    assertThat(daemon.status().get("cache_read").longValue()).isEqualTo(12_571));
            assertThat(daemon.status().get("model").textValue()).isEqualTo("Opus 5.5");
            assertThat(daemon.status().get("cost").doubleValue()).isEqualTo(2.5);
            assertThat(daemon.status().get("percentage").intValue()).isEqualTo(25);
            assertThat(daemon.status().get("activity").textValue()).isEqualTo("Bash");
            assertThat(daemon.status().get("sessions").intValue()).isEqualTo(1);
        }
    }

    @Test
    void broken_lines_are_skipped_and_counted() throws IOException {
        Path file = transcript("no json\n" + SampleFiles.transcript() + "\n{\"type\":\"assistant\",\"mess");

        assertRead(sync(file), READ + "; 3 lines skipped");
    }

    @Test
    void a_long_transcript_is_read_from_its_end_even_if_the_window_splits_a_character() throws IOException {
        // Each é takes two bytes. The text is shifted by one byte in one of two rounds, so one window begins within an
        // é.
        for (int shift = 0; shift < 2; shift++) {
            String cut = "{\"text\":\"" + "é".repeat(5 * MIB / 2) + "x".repeat(shift) + "\"}\n";
            Path file = transcript(cut + SampleFiles.transcript());
            assertRead(sync(file), READ);
        }
    }

    @Test
    void a_one_terabyte_file_is_read_from_its_end() throws IOException {
        Path file = transcript("");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
            sparse.seek(1L << 40);
            sparse.write(("\n" + SampleFiles.transcript()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            abort("cannot create a sparse file of this size: " + e.getMessage());
        }
        assertRead(sync(file), READ);
    }

    @Test
    void a_message_before_the_window_is_not_found() throws IOException {
        Path file = transcript(SampleFiles.transcript() + "{\"text\":\"" + "x".repeat(MIB) + "\"}\n");

        assertFails(sync(file), "no message");
        assertThat(home.state()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "{}\n", "{\"type\":\"user\"}\n", "no json"})
    void a_file_without_a_message_is_reported_in_one_line(String content) throws IOException {
        assertFails(sync(transcript(content)), "no message");
        assertThat(home.state()).isEmpty();
    }

    @Test
    void a_missing_irregular_or_empty_file_is_reported_in_one_line() throws IOException {
        assertFails(sync(home.current().resolve("missing.jsonl")), "does not exist");
        assertFails(sync(home.current()), "not a regular file");
        assertFails(sync(Path.of("/dev/zero")), "not a regular file");
        assertFails(sync(transcript("")), "is empty");
    }

    @Test
    void a_file_without_read_permission_is_reported_in_one_line() throws IOException {
        try (Home ordinary = Home.ofOrdinaryUser()) {
            Path file = ordinary.write(ordinary.current().resolve("secret.jsonl"), SampleFiles.transcript());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
            ordinary.changeOwner(ordinary.root());
            Program theirs = program.copiedTo(ordinary.root());
            ordinary.changeOwner(ordinary.root());
            assertFails(
                    theirs.call(ordinary, "sync-usage", "--log-path", file.toString())
                            .run(),
                    "Permission denied");
        }
    }

    @Test
    void a_missing_runtime_directory_is_reported() throws IOException {
        Call.Result result = program.call(
                        home,
                        "sync-usage",
                        "--log-path",
                        transcript(SampleFiles.transcript()).toString())
                .with("XDG_RUNTIME_DIR", home.root().resolve("nowhere"))
                .run();

        assertFails(result, "nowhere does not exist; is XDG_RUNTIME_DIR set correctly?");
    }

    @Test
    void a_missing_option_is_reported() {
        Call.Result result = program.call(home, "sync-usage").run();
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err()).hasLineCount(1).contains("--log-path");
    }

    private Call.Result sync(Path file) {
        return program.call(home, "sync-usage", "--log-path", file.toString()).run();
    }

    private Path transcript(String content) throws IOException {
        return Files.writeString(home.current().resolve("transcript.jsonl"), content);
    }

    private static void assertRead(Call.Result result, String line) {
        assertThat(result)
                .extracting(Call.Result::exit, Call.Result::out, Call.Result::err)
                .containsExactly(0, line + "\n", "");
    }

    private static void assertFails(Call.Result result, String reason) {
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .hasLineCount(1)
                .startsWith("waybar-llm-bridge: ")
                .contains(reason);
    }
}
