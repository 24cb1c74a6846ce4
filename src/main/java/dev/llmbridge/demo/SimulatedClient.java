package dev.llmbridge.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A simulated Claude Code session.
 *
 * @param session its id
 * @param directory its working directory, which need not exist
 * @param pid the pid of its process
 * @param startTime the start of that process, in clock ticks since boot
 */
record SimulatedClient(String session, String directory, int pid, long startTime) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Atomically replaces the client's own file, {@code PID.json}, as Claude Code does. */
    void writeSessionFile(Path sessions, String status, long unixMillis) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pid", pid);
        fields.put("sessionId", session);
        fields.put("cwd", directory);
        fields.put("procStart", Long.toString(startTime));
        fields.put("status", status);
        fields.put("statusUpdatedAt", unixMillis);
        Files.write(temporary(sessions), JSON.writeValueAsBytes(fields));
        Files.move(temporary(sessions), sessionFile(sessions), StandardCopyOption.ATOMIC_MOVE);
    }

    void removeSessionFile(Path sessions) throws IOException {
        Files.deleteIfExists(temporary(sessions));
        Files.deleteIfExists(sessionFile(sessions));
    }

    private Path sessionFile(Path sessions) {
        return sessions.resolve(pid + ".json");
    }

    private Path temporary(Path sessions) {
        return sessions.resolve(pid + ".json.tmp");
    }
}
