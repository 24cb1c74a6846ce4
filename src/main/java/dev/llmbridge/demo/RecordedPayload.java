package dev.llmbridge.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A recorded payload that Claude Code wrote to this program's standard input.
 *
 * @param recording the name of the recording
 * @param costUsd replaces the session's cost, if the recording has one
 */
record RecordedPayload(String recording, String costUsd) {
    private static final String RECORDED_DIRECTORY = "/home/user/project";
    private static final String RECORDED_COST = "\"total_cost_usd\":0,";

    static RecordedPayload of(String recording) {
        return new RecordedPayload(recording, "0");
    }

    /** Returns the payload with the session and the directory of {@code client}. */
    byte[] bytes(SimulatedClient client) {
        String recorded = resource(recording + ".json");
        return recorded.replace(recordedId(recorded), client.session())
                .replace(RECORDED_DIRECTORY, client.directory())
                .replace(RECORDED_COST, "\"total_cost_usd\":" + costUsd + ",")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the session's id, with which each recording begins. */
    private static String recordedId(String recorded) {
        String before = "{\"session_id\":\"";
        return recorded.substring(before.length(), recorded.indexOf('"', before.length()));
    }

    /** Returns the text of a resource under {@code /demo}. */
    static String resource(String name) {
        try (InputStream in = RecordedPayload.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource /demo/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
