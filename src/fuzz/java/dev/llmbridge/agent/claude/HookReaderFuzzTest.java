package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class HookReaderFuzzTest {
    /** More than the ids of 512 tool calls. */
    private static final int MAX_DETAIL = 80_000;

    static Stream<byte[]> seeds() {
        return Samples.names().stream().map(Samples::bytes);
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_hook_gives_at_most_two_events_with_bounded_text_on_one_line(byte[] json) {
        List<SessionEvent> events = read(json, true);

        assertThat(events).hasSizeLessThanOrEqualTo(2);
        for (SessionEvent event : events) {
            assertThat(event.cwd()).hasSizeLessThanOrEqualTo(4096);
            assertThat(event.detail().toString()).hasSizeLessThan(MAX_DETAIL);
            assertThat(event.cwd() + event.detail()).doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
        }
        for (SessionEvent event : read(json, false)) {
            if (event.detail() instanceof EventDetail.ToolStarted tool) {
                assertThat(tool.detail()).isEmpty();
            }
        }
        new HookReader(true)
                .sessionsDirectory(JsonBytes.of(json))
                .ifPresent(directory -> assertThat(directory).isAbsolute().endsWithRaw(Path.of("sessions")));
    }

    private static List<SessionEvent> read(byte[] json, boolean includeDetail) {
        return new HookReader(includeDetail).read(JsonBytes.of(json), 1, Instant.EPOCH, Optional.empty());
    }
}
