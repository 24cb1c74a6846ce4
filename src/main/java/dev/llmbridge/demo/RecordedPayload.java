package dev.llmbridge.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What Claude Code writes to a client's standard input.
 *
 * @param recording the name of a recorded one
 * @param costUsd the session's cost, where the recording has one
 */
record RecordedPayload(String recording, String costUsd) {
    private static final String RECORDED_FOLDER = "/home/user/project";
    private static final String RECORDED_COST = "\"total_cost_usd\":0,";

    static RecordedPayload of(String recording) {
        return new RecordedPayload(recording, "0");
    }

    /** As of {@code actor}'s session. */
    byte[] bytes(SimulatedClient actor) {
        String recorded = Resource.text(recording + ".json");
        return recorded.replace(recordedId(recorded), actor.session())
                .replace(RECORDED_FOLDER, actor.folder())
                .replace(RECORDED_COST, "\"total_cost_usd\":" + costUsd + ",")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Each recording begins with its session's id. */
    private static String recordedId(String recorded) {
        String before = "{\"session_id\":\"";
        return recorded.substring(before.length(), recorded.indexOf('"', before.length()));
    }

    /** A file that comes with the program. */
    static final class Resource {
        static String text(String name) {
            try (InputStream in = RecordedPayload.class.getResourceAsStream("/demo/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("the program was built without /demo/" + name);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Resource() {}
    }
}
