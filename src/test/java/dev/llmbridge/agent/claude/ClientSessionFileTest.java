package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.ClientStatus;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSessionFileTest {
    private static final String BUSY = """
            {"pid":42,"sessionId":"abc","cwd":"/p","startedAt":1,"procStart":"7000","version":"2.1.330",
             "nested":{"status":"idle","list":[{}]},"status":"busy","statusUpdatedAt":1795327200123}""";
    private static final Timestamp NOW = new Timestamp(Instant.ofEpochMilli(1795327200200L), 5_000_000_000L);

    @Test
    void known_fields_are_read_and_others_are_skipped() {
        assertThat(read(BUSY))
                .contains(new ClientSessionFile(
                        new ClientProcess(42, 7000),
                        new SessionId("abc"),
                        false,
                        "/p",
                        "busy",
                        Reason.INPUT,
                        Instant.ofEpochMilli(1795327200123L)));
    }

    @Test
    void numbers_may_be_json_numbers_or_strings() {
        assertThat(read(BUSY.replace("\"7000\"", "7000").replace("42", "\"42\"")))
                .isEqualTo(read(BUSY));
    }

    @ParameterizedTest
    @CsvSource({
        "permission prompt, PERMISSION",
        "approve Bash, PERMISSION",
        "plan review, PLAN",
        "question, QUESTION",
        "something else, INPUT"
    })
    void the_reason_for_waiting_is_recognised(String words, Reason reason) {
        ClientSessionFile file = read(BUSY.replace("\"busy\"", "\"waiting\",\"waitingFor\":\"" + words + "\""))
                .orElseThrow();

        assertThat(file.status()).isEqualTo("waiting");
        assertThat(file.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"pid\":42}",
                "{\"pid\":-1,\"sessionId\":\"a\",\"procStart\":1,\"status\":\"idle\",\"statusUpdatedAt\":1}",
                "{\"pid\":1e99,\"sessionId\":\"a\",\"procStart\":1,\"status\":\"idle\",\"statusUpdatedAt\":1}",
                "{\"pid\":99999999999999999999,\"sessionId\":\"a\",\"procStart\":1,\"status\":\"idle\"}",
                "{\"pid\":4294967297,\"sessionId\":\"a\",\"procStart\":1,\"status\":\"idle\",\"statusUpdatedAt\":1}",
                "{\"pid\":42,\"sessionId\":[\"a\"],\"procStart\":1,\"status\":\"idle\",\"statusUpdatedAt\":1}",
                "{\"pid\":42,\"sessionId\":\"a\",\"procStart\":\"x\",\"status\":\"idle\",\"statusUpdatedAt\":1}",
                "{\"pid\":42,\"sessionId\":\"a\",\"procStart\":1,\"status\":\"idle\",\"statusUpdatedAt\":1} x"
            })
    void invalid_content_is_ignored(String json) {
        assertThat(read(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"status\":\"asleep\",\"statusUpdatedAt\":1", "\"status\":\"\"", "\"version\":\"2\""})
    void a_file_without_a_known_status_only_tells_the_kind_of_the_client(String status) {
        ClientSessionFile file = read("{\"pid\":42,\"sessionId\":\"a\",\"procStart\":1," + status + "}")
                .orElseThrow();

        assertThat(file.toEvents(NOW))
                .containsExactly(new SessionEvent(
                        new SessionId("a"),
                        NOW.wall(),
                        NOW.monotonic(),
                        Optional.of(new ClientProcess(42, 1)),
                        "",
                        new EventDetail.ClientKindReported(false)));
        assertThat(file.hasUnknownStatus()).isEqualTo(status.contains("asleep"));
    }

    @ParameterizedTest
    @CsvSource({
        "interactive, cli, false",
        "interactive, sdk-cli, true",
        "interactive, sdk-ts, true",
        "bg, cli, true",
        "'', '', false"
    })
    void a_client_without_a_terminal_is_recognised(String kind, String entrypoint, boolean headless) {
        String fields = "\"kind\":\"" + kind + "\",\"entrypoint\":\"" + entrypoint + "\",\"status\"";

        assertThat(read(BUSY.replace("\"status\":\"busy\"", fields + ":\"busy\""))
                        .orElseThrow()
                        .toEvents(NOW)
                        .getFirst()
                        .detail())
                .isEqualTo(new EventDetail.ClientKindReported(headless));
    }

    @Test
    void a_shell_status_is_known() {
        assertThat(read(BUSY.replace("\"busy\"", "\"shell\""))
                        .orElseThrow()
                        .toEvents(NOW)
                        .getLast()
                        .detail())
                .isEqualTo(new EventDetail.ClientStatusReported(ClientStatus.SHELL, Reason.INPUT));
    }

    @Property
    void a_truncated_file_is_ignored(@ForAll @IntRange(max = 210) int length) {
        byte[] whole = BUSY.getBytes(StandardCharsets.UTF_8);
        byte[] part = Arrays.copyOf(whole, Math.min(length, whole.length - 1));

        assertThat(ClientSessionFile.parse(part)).isEmpty();
    }

    @Property
    void arbitrary_bytes_are_ignored(@ForAll byte[] bytes) {
        assertThat(ClientSessionFile.parse(bytes)).isEmpty();
    }

    @Test
    void the_event_has_the_time_of_the_status_change() {
        assertThat(read(BUSY).orElseThrow().toEvents(NOW).getLast())
                .isEqualTo(new SessionEvent(
                        new SessionId("abc"),
                        Instant.ofEpochMilli(1795327200123L),
                        5_000_000_000L - 77_000_000L,
                        Optional.of(new ClientProcess(42, 7000)),
                        "/p",
                        new EventDetail.ClientStatusReported(ClientStatus.BUSY, Reason.INPUT)));
    }

    @Test
    void a_time_in_the_future_or_before_boot_gets_a_valid_stamp() {
        SessionEvent future = read(BUSY.replace("1795327200123", "9795327200123"))
                .orElseThrow()
                .toEvents(NOW)
                .getLast();
        SessionEvent old = read(BUSY.replace("1795327200123", "1000"))
                .orElseThrow()
                .toEvents(NOW)
                .getLast();

        assertThat(future.stamp()).isEqualTo(NOW.monotonic());
        assertThat(future.at()).isEqualTo(NOW.wall());
        assertThat(old.stamp()).isEqualTo(1);
    }

    private static Optional<ClientSessionFile> read(String json) {
        return ClientSessionFile.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
