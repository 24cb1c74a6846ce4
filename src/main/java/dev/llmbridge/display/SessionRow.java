package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A session in the list of sessions. All texts can be displayed on one line.
 *
 * @param id the session id
 * @param project the name of its directory, unique among the sessions
 * @param cwd its working directory; empty if unknown
 * @param pid the pid of its client; 0 if unknown
 * @param activity the label of its activity
 * @param cssClass the bar's CSS class for its activity
 * @param tool the label of the tool that is running or waiting for an answer
 * @param since Unix time in seconds at which the activity began
 * @param model empty if unknown
 * @param costUsd the highest cost ever reported, in US dollars; empty if none was reported
 * @param contextPercent percentage of the context window in use; above 100 if the window is exceeded
 * @param lastEvent Unix time in seconds
 * @param headless whether its client has no terminal of its own
 * @param sources what its activity is derived from
 */
public record SessionRow(
        String id,
        String project,
        String cwd,
        int pid,
        String activity,
        String cssClass,
        Optional<String> tool,
        OptionalLong since,
        String model,
        OptionalDouble costUsd,
        OptionalInt contextPercent,
        long lastEvent,
        boolean headless,
        StateSources sources) {
    private static final int MAX_CWD = 4096;

    static SessionRow of(String project, Overview.SessionEntry entry) {
        Session session = entry.session();
        return new SessionRow(
                session.id().value(),
                project,
                cwd(session),
                session.clients().main().map(client -> client.process().pid()).orElse(0),
                ActivityLabel.of(entry.activity()),
                BarRenderer.style(entry.activity()).cssClass(),
                ActivityLabel.toolOf(entry.activity()),
                since(entry),
                RenderContext.model(session.usage()),
                UsageTotals.cost(session),
                RenderContext.contextPercent(session.usage()),
                session.lastEvent().getEpochSecond(),
                session.isHeadless(),
                StateSources.of(session));
    }

    /** Writes the fields into the current JSON object. */
    void writeFields(JsonGenerator json) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("project", project);
        json.writeStringField("cwd", cwd);
        json.writeNumberField("pid", pid);
        json.writeStringField("activity", activity);
        json.writeStringField("class", cssClass);
        if (tool.isPresent()) {
            json.writeStringField("tool", tool.get());
        }
        if (since.isPresent()) {
            json.writeNumberField("since", since.getAsLong());
        }
        json.writeStringField("model", model);
        if (costUsd.isPresent()) {
            json.writeNumberField("cost", costUsd.getAsDouble());
        }
        if (contextPercent.isPresent()) {
            json.writeNumberField("context", contextPercent.getAsInt());
        }
        json.writeNumberField("last_event", lastEvent);
        json.writeBooleanField("headless", headless);
        sources.write(json);
    }

    /** Reads the current JSON object. Fields that are unknown or have an unexpected type are ignored. */
    static SessionRow read(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, Double> numbers = new HashMap<>();
        boolean headless = false;
        StateSources sources = StateSources.NONE;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                texts.put(name, TextSanitizer.clean(json.getText()));
            } else if (value.isNumeric()) {
                // Seconds, pids and percentages are exact as doubles.
                numbers.put(name, json.getDoubleValue());
            } else if (name.equals("headless")) {
                headless = value == JsonToken.VALUE_TRUE;
                json.skipChildren();
            } else if (name.equals("sources")) {
                sources = StateSources.read(json);
            } else {
                json.skipChildren();
            }
        }
        return new SessionRow(
                texts.getOrDefault("id", ""),
                texts.getOrDefault("project", ""),
                texts.getOrDefault("cwd", ""),
                numbers.getOrDefault("pid", 0.0).intValue(),
                texts.getOrDefault("activity", ""),
                texts.getOrDefault("class", ""),
                Optional.ofNullable(texts.get("tool")),
                numbers.containsKey("since")
                        ? OptionalLong.of(numbers.get("since").longValue())
                        : OptionalLong.empty(),
                texts.getOrDefault("model", ""),
                numbers.containsKey("cost") ? OptionalDouble.of(numbers.get("cost")) : OptionalDouble.empty(),
                numbers.containsKey("context")
                        ? OptionalInt.of(numbers.get("context").intValue())
                        : OptionalInt.empty(),
                numbers.getOrDefault("last_event", 0.0).longValue(),
                headless,
                sources);
    }

    /** Returns the displayable working directory of a session; empty if unknown. */
    static String cwd(Session session) {
        return TextSanitizer.truncate(TextSanitizer.clean(session.cwd()), MAX_CWD);
    }

    private static OptionalLong since(Overview.SessionEntry entry) {
        Optional<Instant> since = RenderContext.activityStart(entry);
        return since.isPresent() ? OptionalLong.of(since.get().getEpochSecond()) : OptionalLong.empty();
    }
}
