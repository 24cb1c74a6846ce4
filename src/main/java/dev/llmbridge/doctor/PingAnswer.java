package dev.llmbridge.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.protocol.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The daemon's answer to a ping.
 *
 * @param received the number of datagrams received since the daemon started
 * @param dropped how many of them the daemon did not understand
 * @param unknownStatuses how often the daemon read a client's session file with a status that it does not know
 * @param unknownStatus the last such status; empty if there was none
 * @param latency the time from sending the query to receiving the answer
 */
record PingAnswer(
        String version,
        int pid,
        long received,
        long dropped,
        long unknownStatuses,
        String unknownStatus,
        Duration latency) {
    /** Pings the daemon; returns empty if it does not answer with JSON. */
    static Optional<PingAnswer> from(DaemonClient daemon) {
        long start = System.nanoTime();
        return daemon.ask(Message.QueryType.PING)
                .flatMap(answer -> parse(answer, Duration.ofNanos(System.nanoTime() - start)));
    }

    private static Optional<PingAnswer> parse(byte[] answer, Duration latency) {
        try {
            JsonNode json = new ObjectMapper().readTree(answer);
            return Optional.of(new PingAnswer(
                    json.path("version").asText("unknown"),
                    json.path("pid").asInt(),
                    json.path("received").asLong(),
                    json.path("dropped").asLong(),
                    json.path("unknown_statuses").asLong(),
                    json.path("unknown_status").asText(""),
                    latency));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
