package dev.llmbridge.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.protocol.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Asks the daemon. */
@FunctionalInterface
interface DaemonTalk {
    /** Empty where none answers. */
    Optional<byte[]> answer(Message.What what);

    /**
     * An answer and how long it took.
     *
     * @param content JSON
     */
    record Answer(JsonNode content, Duration took) {}

    default Optional<Answer> ask(Message.What what) {
        long since = System.nanoTime();
        return answer(what).flatMap(bytes -> {
            Duration took = Duration.ofNanos(System.nanoTime() - since);
            try {
                return Optional.of(new Answer(new ObjectMapper(new JsonFactory()).readTree(bytes), took));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }
}
