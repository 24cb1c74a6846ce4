package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmbridge.agent.claude.Transcript.UnreadableTranscriptException;
import dev.llmbridge.agent.claude.TranscriptUsage.Tokens;
import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {
    private static final String SESSION = "644026a3-cf61-4053-abfe-b3d744b6dafc";

    @Test
    void a_recorded_transcript_yields_its_newest_message_and_its_cost() {
        Transcript transcript = Transcript.parse(Samples.transcript(), true, "file");

        assertThat(transcript.skipped()).isZero();
        assertThat(transcript.usage())
                .contains(new TranscriptUsage(
                        SESSION,
                        "/home/user/project",
                        "claude-opus-5-5",
                        new Tokens(12, 42, 12571, 300),
                        OptionalDouble.of(0.0630108)));
    }

    @Test
    void a_file_is_read_and_names_the_session_of_lines_that_do_not(@TempDir Path directory) throws Exception {
        String line = "{\"type\":\"assistant\",\"message\":{\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}}\n";
        Path file = Files.writeString(directory.resolve("abc.jsonl"), line);
        Path other = Files.writeString(directory.resolve("other"), line);

        assertThat(Transcript.read(file).usage()).map(TranscriptUsage::session).contains("abc");
        assertThat(Transcript.read(other).usage()).map(TranscriptUsage::session).contains("other");
    }

    @Test
    void a_file_that_is_missing_empty_or_a_directory_is_unreadable(@TempDir Path directory) throws IOException {
        Path missing = directory.resolve("missing.jsonl");
        Path empty = Files.createFile(directory.resolve("empty.jsonl"));

        assertThatExceptionOfType(UnreadableTranscriptException.class)
                .isThrownBy(() -> Transcript.read(missing))
                .withMessage(missing + " does not exist");
        assertThatExceptionOfType(UnreadableTranscriptException.class)
                .isThrownBy(() -> Transcript.read(directory))
                .withMessage(directory + " is not a regular file");
        assertThatExceptionOfType(UnreadableTranscriptException.class)
                .isThrownBy(() -> Transcript.read(empty))
                .withMessage(empty + " is empty");
    }

    @Test
    void only_the_last_line_of_a_message_counts() {
        assertThat(read(message("m1", 10, 20), message("m2", 3, 1), message("m2", 3, 1), message("m2", 3, 7))
                        .usage()
                        .orElseThrow()
                        .tokens())
                .isEqualTo(new Tokens(3, 7, 100, 200));
    }

    @Test
    void malformed_lines_are_skipped_and_counted_at_any_position() {
        Transcript transcript = read(
                "{\"type\":\"assistant\",\"message\":{\"usa",
                message("m1", 1, 2),
                "",
                "[]",
                "no json",
                "{\"type\":\"user\"}{}",
                "\u0000\u0000",
                message("m1", 1, 2).substring(20));

        assertThat(transcript.skipped()).isEqualTo(7);
        assertThat(transcript.usage().orElseThrow().tokens()).isEqualTo(new Tokens(1, 2, 100, 200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"assistant\",\"sessionId\":\"s\"}",
                "{\"type\":\"assistant\",\"sessionId\":\"s\",\"message\":null}",
                "{\"type\":\"assistant\",\"sessionId\":\"s\",\"message\":{\"usage\":null}}",
                "{\"type\":\"assistant\",\"sessionId\":\"s\",\"message\":{\"usage\":{\"input_tokens\":5}}}",
                "{\"type\":\"assistant\",\"sessionId\":\"s\",\"message\":{\"usage\":{\"input_tokens\":-5,\"output_tokens\":1}}}",
                "{\"type\":\"assistant\",\"message\":{\"usage\":{\"input_tokens\":\"5\",\"output_tokens\":1}}}",
                "{\"type\":\"cost-state\",\"sessionId\":\"s\"}",
                "{\"type\":\"cost-state\",\"sessionId\":\"s\",\"totalCostUSD\":-1}",
                "{\"type\":\"cost-state\",\"sessionId\":\"s\",\"totalCostUSD\":1e999}"
            })
    void a_line_without_its_expected_figures_is_skipped_and_counted(String line) {
        Transcript transcript = read(message("m1", 1, 2), line);

        assertThat(transcript.skipped()).isEqualTo(1);
        assertThat(transcript.usage().orElseThrow().tokens()).isEqualTo(new Tokens(1, 2, 100, 200));
        assertThat(transcript.usage().orElseThrow().costUsd()).isEmpty();
    }

    @Test
    void messages_of_subagents_and_of_the_client_itself_are_ignored() {
        Transcript transcript = read(
                message("m1", 1, 2),
                message("m2", 9, 9).replace("\"isSidechain\":false", "\"isSidechain\":true"),
                message("m3", 0, 0).replace("claude-opus-5-5", "<synthetic>"));

        assertThat(transcript.skipped()).isZero();
        assertThat(transcript.usage().orElseThrow().tokens()).isEqualTo(new Tokens(1, 2, 100, 200));
    }

    @Test
    void the_cost_is_the_latest_total_of_the_same_session() {
        String other = cost("0.5").replace("\"s\"", "\"other\"");

        assertThat(costOf(message("m1", 1, 2))).isEmpty();
        assertThat(costOf(cost("0.25"), message("m1", 1, 2), cost("0.75"), other))
                .hasValue(0.75);
        assertThat(costOf(other, message("m1", 1, 2))).isEmpty();
        assertThat(costOf(message("m1", 1, 2).replace("\"usage\":{", "\"usage\":{\"totalCostUSD\":3,")))
                .isEmpty();
    }

    @Test
    void lines_without_a_session_belong_to_the_default_session() {
        String line = message("m1", 1, 2).replace("\"sessionId\":\"s\",", "");

        assertThat(Transcript.parse(utf8(line), true, "file")
                        .usage()
                        .orElseThrow()
                        .session())
                .isEqualTo("file");
    }

    @Test
    void a_partial_first_line_is_neither_used_nor_counted() {
        byte[] lines = utf8(message("größe ☃ 😀", 9, 9) + "\n" + message("m1", 1, 2) + "\n");
        int first = new String(lines, StandardCharsets.ISO_8859_1).indexOf('\n');

        for (int cut = 1; cut <= first; cut++) {
            Transcript transcript = Transcript.parse(Arrays.copyOfRange(lines, cut, lines.length), false, "file");
            assertThat(transcript.skipped()).isZero();
            assertThat(transcript.usage().orElseThrow().tokens()).isEqualTo(new Tokens(1, 2, 100, 200));
        }
    }

    @Test
    void a_part_of_a_single_line_yields_nothing() {
        Transcript transcript = Transcript.parse(utf8("x".repeat(100)), false, "file");

        assertThat(transcript).isEqualTo(new Transcript(Optional.empty(), 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "{}",
                "{\"type\":\"user\",\"message\":{\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}"
            })
    void without_a_message_from_the_model_there_is_no_usage(String lines) {
        assertThat(Transcript.parse(utf8(lines), true, "file").usage()).isEmpty();
    }

    @Test
    void the_usage_can_be_parsed_as_a_status_line() {
        TranscriptUsage usage =
                Transcript.parse(Samples.transcript(), true, "file").usage().orElseThrow();

        StatusLineReport report =
                StatusLineReport.parse(JsonBytes.of(usage.toStatusLine())).orElseThrow();

        assertThat(report.session()).isEqualTo(new SessionId(SESSION));
        assertThat(report.cwd()).isEqualTo("/home/user/project");
        assertThat(report.usage())
                .isEqualTo(new Usage(
                        "claude-opus-5-5",
                        OptionalDouble.of(0.0630108),
                        OptionalLong.of(12),
                        OptionalLong.of(42),
                        OptionalLong.of(12571),
                        OptionalLong.of(300),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        AccountLimits.NONE));
        Usage withoutOutdatedValues = StatusLineReport.parse(
                        JsonBytes.of(usage.withoutOutdatedValues(OptionalDouble.of(Double.MAX_VALUE), usage.model())
                                .toStatusLine()))
                .orElseThrow()
                .usage();
        assertThat(withoutOutdatedValues.costUsd()).isEmpty();
        assertThat(withoutOutdatedValues.model()).isEmpty();
    }

    private static OptionalDouble costOf(String... lines) {
        return read(lines).usage().orElseThrow().costUsd();
    }

    private static Transcript read(String... lines) {
        return Transcript.parse(utf8(String.join("\n", lines) + "\n"), true, "file");
    }

    private static String message(String id, int input, int output) {
        return """
                {"isSidechain":false,"message":{"id":"%s","type":"message","model":"claude-opus-5-5",\
                "content":[{"type":"text","text":"hi","usage":{"input_tokens":99}}],\
                "usage":{"input_tokens":%d,"output_tokens":%d,"cache_read_input_tokens":100,\
                "cache_creation_input_tokens":200,"cache_creation":{"input_tokens":77}}},\
                "type":"assistant","sessionId":"s","cwd":"/w"}""".formatted(id, input, output);
    }

    private static String cost(String usd) {
        return "{\"type\":\"cost-state\",\"sessionId\":\"s\",\"totalCostUSD\":" + usd + ",\"modelUsage\":{}}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
