package dev.llmbridge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.protocol.Message.EventType;
import dev.llmbridge.protocol.Message.Hook;
import dev.llmbridge.protocol.Message.Query;
import dev.llmbridge.protocol.Message.QueryType;
import dev.llmbridge.protocol.Message.StatusLinePayload;
import dev.llmbridge.protocol.Message.TypedEvent;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("EVENT:submit", event(EventType.SUBMIT)),
                Arguments.of("EVENT:stop", event(EventType.STOP)),
                Arguments.of("EVENT:tool-end", event(EventType.TOOL_END)),
                Arguments.of("EVENT:tool-start", event(EventType.TOOL_START)),
                Arguments.of("EVENT:tool-start:", event(EventType.TOOL_START, "")),
                Arguments.of("EVENT:tool-start:Bash", event(EventType.TOOL_START, "Bash")),
                Arguments.of("EVENT:tool-start:mcp:a:b:", event(EventType.TOOL_START, "mcp:a:b:")),
                Arguments.of("EVENT:tool-start:a\nb\0c", event(EventType.TOOL_START, "a\nb\0c")),
                Arguments.of("EVENT:tool-start:Größe 🛠", event(EventType.TOOL_START, "Größe 🛠")),
                Arguments.of("EVENT@s-1:submit", event("s-1", EventType.SUBMIT, Optional.empty())),
                Arguments.of("EVENT@s 1/..:tool-start:A:B", event("s 1/..", EventType.TOOL_START, Optional.of("A:B"))),
                Arguments.of("HOOK:0:0:{}", new Hook(0, 0, bytes("{}"))),
                Arguments.of("HOOK:12:34: {\"a\":1}\n", new Hook(12, 34, bytes(" {\"a\":1}\n"))),
                Arguments.of("HOOK:9223372036854775807:2147483647:{", new Hook(Long.MAX_VALUE, 2147483647, bytes("{"))),
                Arguments.of("STATUS:{\"x\":2}", new StatusLinePayload(bytes("{\"x\":2}"))),
                Arguments.of("QUERY:status", new Query(QueryType.STATUS)),
                Arguments.of("QUERY:sessions", new Query(QueryType.SESSIONS)),
                Arguments.of("QUERY:ping", new Query(QueryType.PING)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messages_have_the_documented_wire_format(String wire, Message message) {
        assertThat(decode(wire)).contains(message);
        assertThat(MessageCodec.encode(message))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(wire);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "EVENT",
                "EVENT:",
                "EVENT::Bash",
                "EVENT:Submit",
                "EVENT:submit ",
                "EVENT:submit\n",
                "EVENT:tool-started",
                "event:submit",
                " EVENT:submit",
                "EVENT@",
                "EVENT@s",
                "EVENT@s:",
                "EVENT@:submit",
                "EVENT@s:nothing",
                "HOOK:",
                "HOOK:1",
                "HOOK:1:2",
                "HOOK:1:2:",
                "HOOK::2:{}",
                "HOOK:1::{}",
                "HOOK:-1:2:{}",
                "HOOK:1:-2:{}",
                "HOOK:+1:2:{}",
                "HOOK: 1:2:{}",
                "HOOK:1a:2:{}",
                "HOOK:9223372036854775808:2:{}",
                "HOOK:99999999999999999999999:2:{}",
                "HOOK:1:2147483648:{}",
                "STATUS:",
                "STATUS",
                "QUERY:",
                "QUERY:pong",
                "QUERY:ping:",
                "{}",
                "GET / HTTP/1.1"
            })
    void anything_else_is_rejected(String wire) {
        assertThat(decode(wire)).isEmpty();
    }

    @Test
    void the_longest_datagram_is_accepted_and_one_byte_more_is_not() {
        String hook = "HOOK:1:2:{" + " ".repeat(WireFormat.MAX_DATAGRAM - "HOOK:1:2:{".length());

        assertThat(decode(hook)).isPresent();
        assertThat(decode(hook + " ")).isEmpty();
    }

    @Test
    void the_longest_payload_fits_a_datagram_with_the_longest_header() {
        Hook hook = new Hook(Long.MAX_VALUE, Integer.MAX_VALUE, new byte[WireFormat.MAX_PAYLOAD]);

        assertThat(MessageCodec.encode(hook)).hasSize(WireFormat.MAX_DATAGRAM);
    }

    @Test
    void a_payload_is_not_copied_out_of_its_datagram() {
        byte[] hook = bytes("HOOK:1:2:{}");
        byte[] statusLine = bytes("STATUS:{}");

        assertThat(MessageCodec.decode(hook)).containsInstanceOf(Hook.class).hasValueSatisfying(message -> assertThat(
                        ((Hook) message).json().array())
                .isSameAs(hook));
        assertThat(MessageCodec.decode(statusLine))
                .containsInstanceOf(StatusLinePayload.class)
                .hasValueSatisfying(message ->
                        assertThat(((StatusLinePayload) message).json().array()).isSameAs(statusLine));
    }

    @Test
    void invalid_utf_8_in_a_tool_name_is_replaced() {
        byte[] wire = bytes("EVENT:tool-start:?x");
        wire[17] = (byte) 0xFF;

        assertThat(MessageCodec.decode(wire)).contains(event(EventType.TOOL_START, "\uFFFDx"));
    }

    @Test
    void a_session_name_with_a_colon_is_encoded_as_its_session_id() {
        String raw = "a:b";
        byte[] wire = MessageCodec.encode(event(raw, EventType.STOP, Optional.empty()));

        assertThat(wire).asString(StandardCharsets.UTF_8).isEqualTo("EVENT@" + SessionId.of(raw) + ":stop");
    }

    static Stream<Arguments> details() {
        Optional<String> none = Optional.empty();
        return Stream.of(
                Arguments.of("EVENT:submit", new EventDetail.PromptSubmitted(true)),
                Arguments.of("EVENT:stop", new EventDetail.TurnEnded(BackgroundTasks.NONE)),
                Arguments.of("EVENT:tool-start:Bash", new EventDetail.ToolStarted("", "Bash", none, none)),
                Arguments.of("EVENT:tool-start", new EventDetail.ToolStarted("", "Tool", none, none)),
                Arguments.of("EVENT:tool-start:", new EventDetail.ToolStarted("", "Tool", none, none)),
                Arguments.of(
                        "EVENT:tool-start:" + "x".repeat(127) + "🛠",
                        new EventDetail.ToolStarted("", "x".repeat(127), none, none)),
                Arguments.of("EVENT:tool-end", new EventDetail.ToolEnded("", "", none)),
                Arguments.of("EVENT:tool-end:Bash", new EventDetail.ToolEnded("", "Bash", none)));
    }

    @ParameterizedTest
    @MethodSource("details")
    void a_typed_event_applies_to_the_default_session(String wire, EventDetail detail) {
        Instant at = Instant.ofEpochSecond(7);

        var event = ((TypedEvent) decode(wire).orElseThrow()).toEvent(at, 5);

        assertThat(event.session()).isEqualTo(SessionId.DEFAULT);
        assertThat(event.at()).isEqualTo(at);
        assertThat(event.stamp()).isEqualTo(5);
        assertThat(event.client()).isEmpty();
        assertThat(event.detail()).isEqualTo(detail);
    }

    @Test
    void a_typed_event_can_name_its_session() {
        var event = ((TypedEvent) decode("EVENT@../x:stop").orElseThrow()).toEvent(Instant.EPOCH, 0);

        assertThat(event.session()).isEqualTo(SessionId.of("../x"));
    }

    private static Optional<Message> decode(String wire) {
        return MessageCodec.decode(bytes(wire));
    }

    private static TypedEvent event(EventType type) {
        return new TypedEvent(Optional.empty(), type, Optional.empty());
    }

    private static TypedEvent event(EventType type, String tool) {
        return new TypedEvent(Optional.empty(), type, Optional.of(tool));
    }

    private static TypedEvent event(String session, EventType type, Optional<String> tool) {
        return new TypedEvent(Optional.of(session), type, tool);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
