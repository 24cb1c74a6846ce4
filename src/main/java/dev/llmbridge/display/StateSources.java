package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Client;
import dev.llmbridge.session.FileStatus;
import dev.llmbridge.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a session's state is derived from, so that a wrong state can be explained: its hooks, its processes, and their
 * session files. Times are Unix seconds.
 *
 * @param agree whether the hooks agree with the session files, as far as both have said anything
 * @param hook what a hook last reported; empty if none has
 * @param hookAt when it did
 * @param processes the processes that run the session, as far as known
 */
public record StateSources(boolean agree, Optional<String> hook, OptionalLong hookAt, List<ProcessSource> processes) {
    private static final int MAX_REPORT = 80;

    /** Nothing is known. */
    public static final StateSources NONE = new StateSources(true, Optional.empty(), OptionalLong.empty(), List.of());

    /**
     * A process and its session file.
     *
     * @param state {@code running}; {@code stopped} by job control; or {@code unknown} if it was never seen, as in a
     *     container
     * @param file the status in its session file; empty if there is none or it cannot be relied on
     * @param fileAt when the status changed
     */
    public record ProcessSource(int pid, String state, Optional<String> file, OptionalLong fileAt) {
        static ProcessSource of(Client client) {
            String alive = client.stopped() ? "stopped" : "running";
            Optional<FileStatus> file = client.file();
            return new ProcessSource(
                    client.process().pid(),
                    client.process().wasSeenAlive() ? alive : "unknown",
                    file.map(said -> said.status().name().toLowerCase(Locale.ROOT)),
                    file.isPresent() ? OptionalLong.of(file.get().since().getEpochSecond()) : OptionalLong.empty());
        }
    }

    public StateSources {
        processes = List.copyOf(processes);
    }

    static StateSources of(Session session) {
        List<ProcessSource> processes = new ArrayList<>();
        for (Client client : session.clients().all()) {
            processes.add(ProcessSource.of(client));
        }
        return new StateSources(
                session.sourcesAgree(),
                session.lastHook().map(last -> TextSanitizer.truncate(TextSanitizer.clean(last.report()), MAX_REPORT)),
                session.lastHook().isPresent()
                        ? OptionalLong.of(session.lastHook().get().at().getEpochSecond())
                        : OptionalLong.empty(),
                processes);
    }

    /** Writes the field {@code sources}. */
    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("sources");
        json.writeBooleanField("agree", agree);
        if (hook.isPresent()) {
            json.writeStringField("hook", hook.get());
            json.writeNumberField("hook_at", hookAt.orElse(0));
        }
        json.writeArrayFieldStart("processes");
        for (ProcessSource process : processes) {
            json.writeStartObject();
            json.writeNumberField("pid", process.pid());
            json.writeStringField("state", process.state());
            if (process.file().isPresent()) {
                json.writeStringField("file", process.file().get());
                json.writeNumberField("file_at", process.fileAt().orElse(0));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Reads the current JSON value, written by {@link #write}. Fields that are unknown are ignored. */
    static StateSources read(JsonParser json) throws IOException {
        boolean agree = true;
        Optional<String> hook = Optional.empty();
        OptionalLong hookAt = OptionalLong.empty();
        List<ProcessSource> processes = new ArrayList<>();
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            return NONE;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "agree" -> agree = value != JsonToken.VALUE_FALSE;
                case "hook" -> hook = text(json);
                case "hook_at" -> hookAt = number(json);
                case "processes" -> processes = processes(json);
                default -> json.skipChildren();
            }
        }
        return new StateSources(agree, hook, hookAt, processes);
    }

    private static List<ProcessSource> processes(JsonParser json) throws IOException {
        List<ProcessSource> processes = new ArrayList<>();
        if (!json.isExpectedStartArrayToken()) {
            json.skipChildren();
            return processes;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.isExpectedStartObjectToken()) {
                processes.add(process(json));
            } else {
                json.skipChildren();
            }
        }
        return processes;
    }

    private static ProcessSource process(JsonParser json) throws IOException {
        OptionalLong pid = OptionalLong.empty();
        Optional<String> state = Optional.empty();
        Optional<String> file = Optional.empty();
        OptionalLong fileAt = OptionalLong.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "pid" -> pid = number(json);
                case "state" -> state = text(json);
                case "file" -> file = text(json);
                case "file_at" -> fileAt = number(json);
                default -> json.skipChildren();
            }
        }
        return new ProcessSource((int) pid.orElse(0), state.orElse("unknown"), file, fileAt);
    }

    private static Optional<String> text(JsonParser json) throws IOException {
        Optional<String> text = json.hasToken(JsonToken.VALUE_STRING)
                ? Optional.of(TextSanitizer.clean(json.getText()))
                : Optional.empty();
        json.skipChildren();
        return text;
    }

    private static OptionalLong number(JsonParser json) throws IOException {
        OptionalLong number = json.hasToken(JsonToken.VALUE_NUMBER_INT)
                ? OptionalLong.of((long) json.getDoubleValue())
                : OptionalLong.empty();
        json.skipChildren();
        return number;
    }
}
