package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is told of one session, fit to be shown on one line.
 *
 * @param id the session's name
 * @param project its folder's name, unlike those of all others
 * @param cwd its working folder; empty where not told
 * @param pid its client's process; 0 where not known
 * @param activity what it is doing
 * @param cssClass the class that the bar would have for it
 * @param tool the tool that runs, or that asks
 * @param since Unix time in seconds at which the activity began, where known
 * @param model empty where not told
 * @param costUsd US dollars, the most that it ever was
 * @param contextPercent share of the context window in use, 0-100
 * @param lastEvent Unix time in seconds
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
        double costUsd,
        OptionalInt contextPercent,
        long lastEvent) {
    private static final int MAX_CWD = 4096;

    static SessionRow of(String project, Overview.SessionEntry entry) {
        Session session = entry.session();
        double cost = session.maxCostUsd();
        return new SessionRow(
                session.id().value(),
                project,
                TextSanitizer.shorten(TextSanitizer.clean(session.cwd()), MAX_CWD),
                session.client().map(ClientProcess::pid).orElse(0),
                ActivityLabel.of(entry.activity()),
                BarRenderer.style(entry.activity()).cssClass(),
                tool(entry.activity()),
                since(entry),
                RenderContext.model(session.usage()),
                Double.isFinite(cost) ? Math.max(0, cost) : 0,
                RenderContext.contextPercent(session.usage()),
                session.lastEvent().getEpochSecond());
    }

    /** Its fields; the object around them is the caller's. */
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
        json.writeNumberField("cost", costUsd);
        if (contextPercent.isPresent()) {
            json.writeNumberField("context", contextPercent.getAsInt());
        }
        json.writeNumberField("last_event", lastEvent);
    }

    private static Optional<String> tool(Activity activity) {
        Optional<String> name =
                switch (activity) {
                    case Activity.ToolUse use -> Optional.of(use.name());
                    case Activity.Waiting waiting -> waiting.tool();
                    case Activity.Idle _, Activity.Thinking _, Activity.Compacting _, Activity.Failed _ ->
                        Optional.empty();
                };
        return name.map(ActivityLabel::tool);
    }

    private static OptionalLong since(Overview.SessionEntry entry) {
        Optional<Instant> since = ActivityStart.of(entry);
        return since.isPresent() ? OptionalLong.of(since.get().getEpochSecond()) : OptionalLong.empty();
    }
}
