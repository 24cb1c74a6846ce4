package dev.llmbridge.daemon;

import dev.llmbridge.protocol.JsonText;
import dev.llmbridge.protocol.SettingsReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The answer to a ping: what this daemon is, which settings it uses, and what it has received.
 *
 * @param version this program's version
 * @param pid the daemon's pid
 * @param executable the file of the program that the daemon runs
 * @param settings the settings in use
 * @param configuration the configuration file as the daemon knows it
 * @param sessionsDirectories the directories with clients' session files that the daemon watches
 */
record PingReply(
        String version,
        int pid,
        String executable,
        SettingsReport settings,
        Supplier<ConfigurationStatus> configuration,
        Supplier<List<Path>> sessionsDirectories) {
    /** Hooks can name any number of directories; the answer must be short. */
    private static final int MAX_DIRECTORIES = 8;

    private static final int MAX_PROBLEMS = 4;

    byte[] with(InputStats stats) {
        ConfigurationStatus file = configuration.get();
        String object = JsonText.object(json -> {
            json.writeStringField("version", version);
            json.writeNumberField("pid", pid);
            json.writeStringField("executable", executable);
            settings.writeTo(json);
            json.writeArrayFieldStart("client_dirs");
            for (Path directory : clientDirectories()) {
                json.writeString(directory.toString());
            }
            json.writeEndArray();
            if (file.file().isPresent()) {
                json.writeStringField("config_file", file.file().get().toString());
            }
            if (file.modified().isPresent()) {
                json.writeNumberField("config_modified", file.modified().get().toEpochMilli());
            }
            json.writeArrayFieldStart("config_problems");
            for (String problem : file.problems().stream().limit(MAX_PROBLEMS).toList()) {
                json.writeString(problem);
            }
            json.writeEndArray();
            json.writeNumberField("received", stats.receivedCount());
            json.writeNumberField("dropped", stats.droppedCount());
            json.writeNumberField("unknown_statuses", stats.unknownStatusCount());
            json.writeStringField("unknown_status", stats.lastUnknownStatus());
            json.writeStringField("self_test", stats.lastSelfTest());
        });
        return object.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the clients' configuration directories. */
    private List<Path> clientDirectories() {
        return sessionsDirectories.get().stream()
                .map(Path::getParent)
                .flatMap(parent -> Optional.ofNullable(parent).stream())
                .limit(MAX_DIRECTORIES)
                .toList();
    }
}
