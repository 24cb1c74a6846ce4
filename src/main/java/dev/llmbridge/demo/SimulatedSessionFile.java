package dev.llmbridge.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** The file in which a client says what its session does, as the real one keeps it: {@code sessions/PID.json}. */
record SimulatedSessionFile(Path folder, SimulatedClient actor) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Replaces it as a whole. */
    void say(String status, long unixMillis) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pid", actor.pid());
        fields.put("sessionId", actor.session());
        fields.put("cwd", actor.folder());
        fields.put("procStart", Long.toString(actor.startTime()));
        fields.put("status", status);
        fields.put("statusUpdatedAt", unixMillis);
        Files.write(temporary(), JSON.writeValueAsBytes(fields));
        Files.move(temporary(), path(), StandardCopyOption.ATOMIC_MOVE);
    }

    void remove() throws IOException {
        Files.deleteIfExists(temporary());
        Files.deleteIfExists(path());
    }

    private Path path() {
        return folder.resolve(actor.pid() + ".json");
    }

    private Path temporary() {
        return folder.resolve(actor.pid() + ".json.tmp");
    }
}
