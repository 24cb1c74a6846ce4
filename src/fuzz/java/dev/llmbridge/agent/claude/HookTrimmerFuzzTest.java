package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class HookTrimmerFuzzTest {
    private static final int MAX_TEXT = 1024;
    private static final JsonFactory UNIQUE_NAMES = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static Stream<byte[]> seeds() {
        return Samples.names().stream().map(Samples::bytes);
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_trimmed_hook_is_small_and_means_the_same(byte[] json) {
        Optional<byte[]> trimmed = HookTrimmer.trim(json, true);

        assertThat(trimmed.isPresent())
                .isEqualTo(HookPayload.parse(JsonBytes.of(json), true).isPresent());
        if (trimmed.isEmpty()) {
            return;
        }
        // One byte that is not valid UTF-8 becomes three.
        assertThat(trimmed.get()).hasSizeLessThanOrEqualTo(3 * json.length);
        assertThat(HookTrimmer.trim(trimmed.get(), true))
                .hasValueSatisfying(again -> assertThat(again).isEqualTo(trimmed.get()));
        if (json.length <= MAX_TEXT && hasUniqueNames(json)) {
            assertThat(events(trimmed.get())).isEqualTo(events(json));
        }
    }

    /** Of several members with one name, the reader uses the last and the trimmer keeps the last string. */
    private static boolean hasUniqueNames(byte[] json) {
        try (JsonParser parser = UNIQUE_NAMES.createParser(json)) {
            while (parser.nextToken() != null) {
                parser.getText();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<SessionEvent> events(byte[] json) {
        return new HookReader(true)
                .read(JsonBytes.of(json), 1, Instant.EPOCH, Optional.empty()).stream()
                        .map(HookTrimmerFuzzTest::withoutCode)
                        .toList();
    }

    /**
     * The trimmer keeps the code of a failed turn only if the name of the event precedes it, as it does in every
     * recorded hook.
     */
    private static SessionEvent withoutCode(SessionEvent event) {
        return event.detail() instanceof EventDetail.TurnFailed
                ? new SessionEvent(
                        event.session(),
                        event.at(),
                        event.stamp(),
                        event.client(),
                        event.cwd(),
                        new EventDetail.TurnFailed(""))
                : event;
    }
}
