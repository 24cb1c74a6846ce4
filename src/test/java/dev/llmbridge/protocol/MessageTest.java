package dev.llmbridge.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbridge.protocol.Message.EventType;
import dev.llmbridge.protocol.Message.Hook;
import dev.llmbridge.protocol.Message.StatusLinePayload;
import dev.llmbridge.protocol.Message.TypedEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void hooks_are_equal_if_all_their_parts_are() {
        Hook hook = new Hook(1, 2, bytes("{}"));

        assertThat(hook).isEqualTo(new Hook(1, 2, bytes("{}"))).hasSameHashCodeAs(new Hook(1, 2, bytes("{}")));
        assertThat(hook)
                .isNotEqualTo(new Hook(9, 2, bytes("{}")))
                .isNotEqualTo(new Hook(1, 9, bytes("{}")))
                .isNotEqualTo(new Hook(1, 2, bytes("[]")))
                .isNotEqualTo(new StatusLinePayload(bytes("{}")));
    }

    @Test
    void status_lines_are_equal_if_their_payloads_are() {
        StatusLinePayload payload = new StatusLinePayload(bytes("{}"));

        assertThat(payload)
                .isEqualTo(new StatusLinePayload(bytes("{}")))
                .hasSameHashCodeAs(new StatusLinePayload(bytes("{}")));
        assertThat(payload).isNotEqualTo(new StatusLinePayload(bytes("[]"))).isNotEqualTo(new Hook(0, 0, bytes("{}")));
    }

    @Test
    void a_payload_is_not_empty_and_numbers_are_not_negative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hook(-1, 0, bytes("{}")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hook(0, -1, bytes("{}")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hook(0, 0, bytes("")));
        assertThatIllegalArgumentException().isThrownBy(() -> new StatusLinePayload(bytes("")));
    }

    @Test
    void a_tools_name_has_at_most_128_characters_and_ends_with_a_whole_one() {
        String longest = "x".repeat(128);

        assertThat(toolNamed(longest)).isEqualTo(longest);
        assertThat(toolNamed(longest + "y")).isEqualTo(longest);
        assertThat(toolNamed("x".repeat(127) + "\uD83D\uDEE0")).isEqualTo("x".repeat(127));
        assertThat(toolNamed("")).isEqualTo("Tool");
    }

    @Test
    void an_id_that_contains_a_colon_or_is_empty_is_replaced() {
        assertThat(new TypedEvent(Optional.of(":a"), EventType.STOP, Optional.empty()).session())
                .hasValueSatisfying(id -> assertThat(id).hasSize(32));
        assertThat(new TypedEvent(Optional.of(""), EventType.STOP, Optional.empty()).session())
                .hasValueSatisfying(id -> assertThat(id).hasSize(32));
    }

    private static String toolNamed(String name) {
        TypedEvent event = new TypedEvent(Optional.empty(), EventType.TOOL_START, Optional.of(name));
        return event.toEvent(Instant.EPOCH, 1).detail() instanceof EventDetail.ToolStarted started
                ? started.name()
                : "no tool";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
