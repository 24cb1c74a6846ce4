package dev.llmbridge.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.SettingsReport;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The daemon's answer to a ping.
 *
 * @param executable the file of the program that the daemon runs; empty for a daemon of an older version
 * @param received the number of datagrams received since the daemon started
 * @param dropped how many of them the daemon did not understand
 * @param unknownStatuses how often the daemon read a client's session file with a status that it does not know
 * @param unknownStatus the last such status; empty if there was none
 * @param environment what the daemon reports of its settings; empty for a daemon of an older version
 * @param selfTest the id of the self-test that it received last, or ""; empty for a daemon of an older version
 * @param latency the time from sending the query to receiving the answer
 */
record PingAnswer(
        String version,
        int pid,
        String executable,
        long received,
        long dropped,
        long unknownStatuses,
        String unknownStatus,
        Optional<DaemonEnvironment> environment,
        Optional<String> selfTest,
        Duration latency) {
    /**
     * The settings of a daemon and where they come from.
     *
     * @param clientDirectories the configuration directories of clients that it watches
     * @param file its configuration file, which need not exist
     * @param modified when the file that it read last had been modified, in whole milliseconds; empty if it did not
     *     exist
     * @param problems why the daemon does not use that file, one line each; empty if it does
     */
    record DaemonEnvironment(
            SettingsReport settings,
            List<Path> clientDirectories,
            Optional<Path> file,
            Optional<Instant> modified,
            List<String> problems) {
        private static DaemonEnvironment parse(JsonNode json) {
            Map<String, String> formats = new LinkedHashMap<>();
            json.path(SettingsReport.FORMATS)
                    .properties()
                    .forEach(format ->
                            formats.put(format.getKey(), format.getValue().asText()));
            SettingsReport settings = new SettingsReport(
                    json.path(SettingsReport.SIGNAL).asInt(),
                    json.path(SettingsReport.ICONS).asText(),
                    formats,
                    json.path(SettingsReport.STATE_PATH).asText(),
                    json.path(SettingsReport.SESSIONS_DIR).asText());
            List<Path> directories = new ArrayList<>();
            json.path("client_dirs").forEach(directory -> path(directory).ifPresent(directories::add));
            List<String> problems = new ArrayList<>();
            json.path("config_problems").forEach(problem -> problems.add(problem.asText()));
            JsonNode modified = json.path("config_modified");
            return new DaemonEnvironment(
                    settings,
                    directories,
                    path(json.path("config_file")),
                    modified.isNumber() ? Optional.of(Instant.ofEpochMilli(modified.asLong())) : Optional.empty(),
                    problems);
        }

        private static Optional<Path> path(JsonNode text) {
            try {
                return text.isTextual() ? Optional.of(Path.of(text.asText())) : Optional.empty();
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
    }

    /** Pings the daemon; returns empty if it does not answer with JSON. */
    static Optional<PingAnswer> from(DaemonClient daemon) {
        long start = System.nanoTime();
        return daemon.ask(Message.QueryType.PING)
                .flatMap(answer -> parse(answer, Duration.ofNanos(System.nanoTime() - start)));
    }

    private static Optional<PingAnswer> parse(byte[] answer, Duration latency) {
        try {
            JsonNode json = new ObjectMapper().readTree(answer);
            JsonNode selfTest = json.path("self_test");
            return Optional.of(new PingAnswer(
                    json.path("version").asText("unknown"),
                    json.path("pid").asInt(),
                    json.path("executable").asText(""),
                    json.path("received").asLong(),
                    json.path("dropped").asLong(),
                    json.path("unknown_statuses").asLong(),
                    json.path("unknown_status").asText(""),
                    json.has(SettingsReport.FORMATS) ? Optional.of(DaemonEnvironment.parse(json)) : Optional.empty(),
                    selfTest.isTextual() ? Optional.of(selfTest.asText()) : Optional.empty(),
                    latency));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
