package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class ClientSessionFileFuzzTest {
    private static final Timestamp NOW = new Timestamp(Instant.ofEpochSecond(1_800_000_000), 1_000_000_000_000L);

    static Stream<byte[]> seeds() {
        return Stream.of("""
                {"pid":4711,"sessionId":"7f1c","cwd":"/home/u/p","procStart":"123456","kind":"interactive",
                "entrypoint":"cli","status":"waiting","waitingFor":"approve Bash","statusUpdatedAt":1790000000000}
                """, """
                {"pid":"4711","sessionId":"7f1c","procStart":123456,"kind":"bg","entrypoint":"sdk-ts",
                "status":"busy","statusUpdatedAt":1790000000000,"waitingFor":"plan question permission"}
                """).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_file_is_rejected_or_gives_one_or_two_events_that_are_not_in_the_future(byte[] json) {
        Optional<ClientSessionFile> parsed = ClientSessionFile.parse(json);

        if (parsed.isEmpty()) {
            return;
        }
        ClientSessionFile file = parsed.get();
        assertThat(file.client().startTime()).isPositive();
        assertThat(file.status()).hasSizeLessThanOrEqualTo(128);
        assertThat(file.cwd()).hasSizeLessThanOrEqualTo(4096).doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
        boolean isKnown = !file.status().isEmpty() && !file.hasUnknownStatus();
        assertThat(file.toEvents(NOW)).hasSize(isKnown ? 2 : 1).allSatisfy(event -> {
            assertThat(event.at()).isBeforeOrEqualTo(NOW.wall());
            assertThat(event.stamp()).isBetween(1L, NOW.monotonic());
            assertThat(event).extracting(SessionEvent::client).isEqualTo(Optional.of(file.client()));
        });
    }
}
