package dev.llmbridge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.llmbridge.protocol.Message.Hook;
import dev.llmbridge.protocol.Message.Query;
import dev.llmbridge.protocol.Message.StatusLinePayload;
import dev.llmbridge.protocol.Message.TypedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "EVENT:submit",
                        "EVENT:tool-start:Bash",
                        "EVENT@abc-1:tool-end:Bash",
                        "EVENT@abc-1:stop",
                        "HOOK:123456789:4711:{\"session_id\":\"a\"}",
                        "STATUS:{\"session_id\":\"a\"}",
                        "QUERY:status",
                        "QUERY:sessions",
                        "QUERY:ping")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_datagram_is_rejected_or_decodes_to_a_message_that_survives_a_round_trip(byte[] datagram) {
        Optional<Message> decoded = MessageCodec.decode(datagram);

        if (decoded.isPresent()) {
            byte[] again = MessageCodec.encode(decoded.get());
            assertThat(MessageCodec.decode(again)).isEqualTo(decoded);
            switch (decoded.get()) {
                case Hook hook -> assertThat(datagram).endsWith(hook.json().toByteArray());
                case StatusLinePayload _, Query _ -> assertThat(again).isEqualTo(datagram);
                case TypedEvent event ->
                    assertThat(event.toEvent(Instant.EPOCH, 1).detail().toString())
                            .hasSizeLessThan(300);
            }
        }
    }
}
