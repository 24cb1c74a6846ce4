package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Session.RunningTool;
import dev.llmbridge.session.Session.Subagent;
import dev.llmbridge.session.Session.Wait;
import dev.llmbridge.session.SessionLabels;
import dev.llmbridge.session.Usage;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes everything known about a session as JSON: the fields of {@link SessionRow} under the same names, then the
 * rest. Unknown values are omitted, 0 or empty. Times are Unix seconds, except {@code process_start} (clock ticks since
 * boot) and {@code stamp} (CLOCK_MONOTONIC, in ns).
 */
final class SessionDetails {
    static void write(JsonGenerator json, String project, Overview.SessionEntry entry) throws IOException {
        Session session = entry.session();
        json.writeStartObject();
        SessionRow.of(project, entry).writeFields(json);
        writeLabel(json, "session_name", RenderContext.label(session.labels(), SessionLabels::name));
        writeLabel(json, "branch", RenderContext.label(session.labels(), SessionLabels::branch));
        writeLabel(json, "worktree", RenderContext.label(session.labels(), SessionLabels::worktree));
        json.writeNumberField(
                "process_start",
                session.clients()
                        .main()
                        .map(client -> client.process().startTime())
                        .orElse(0L));
        json.writeBooleanField("working", session.working());
        writeTime(json, "turn_started", session.turnStarted());
        json.writeNumberField("background_tasks", session.background().workers());
        json.writeNumberField("background_shells", session.background().shells());
        writeUsage(json, session.usage());
        json.writeArrayFieldStart("tools");
        for (RunningTool tool : session.tools()) {
            writeTool(json, tool);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("subagents");
        for (Subagent subagent : session.subagents()) {
            json.writeStartObject();
            writeText(json, "id", subagent.id());
            writeText(json, "type", subagent.type());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("waiting_for");
        for (Wait wait : session.waiting()) {
            writeWait(json, wait);
        }
        json.writeEndArray();
        json.writeBooleanField("stopped", session.isStopped());
        writeTime(json, "compacting_since", session.compacting());
        writeText(json, "failure", session.failure());
        writeTime(json, "finished", session.finished());
        json.writeNumberField("stamp", session.stamp());
        json.writeEndObject();
    }

    private static void writeLabel(JsonGenerator json, String name, String label) throws IOException {
        if (!label.isEmpty()) {
            json.writeStringField(name, label);
        }
    }

    private static void writeUsage(JsonGenerator json, Usage usage) throws IOException {
        json.writeNumberField("input_tokens", usage.inputTokens().orElse(0));
        json.writeNumberField("output_tokens", usage.outputTokens().orElse(0));
        json.writeNumberField("cache_read", usage.cacheRead().orElse(0));
        json.writeNumberField("cache_write", usage.cacheWrite().orElse(0));
        json.writeNumberField("lines_added", usage.linesAdded().orElse(0));
        json.writeNumberField("lines_removed", usage.linesRemoved().orElse(0));
        json.writeObjectFieldStart("limits");
        LimitDetails.write(json, usage.limits());
        json.writeEndObject();
    }

    private static void writeTool(JsonGenerator json, RunningTool tool) throws IOException {
        json.writeStartObject();
        writeText(json, "id", tool.id());
        writeText(json, "name", tool.name());
        writeText(json, "detail", tool.detail());
        writeText(json, "subagent", tool.subagent());
        writeTime(json, "since", Optional.of(tool.since()));
        json.writeEndObject();
    }

    private static void writeWait(JsonGenerator json, Wait wait) throws IOException {
        json.writeStartObject();
        json.writeStringField("reason", wait.reason().name().toLowerCase(Locale.ROOT));
        writeText(json, "tool", wait.tool());
        writeText(json, "subagent", wait.subagent());
        writeTime(json, "since", Optional.of(wait.since()));
        json.writeBooleanField("confirmed", wait.confirmed());
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            writeText(json, name, text.get());
        }
    }

    private static void writeText(JsonGenerator json, String name, String text) throws IOException {
        json.writeStringField(name, TextSanitizer.clean(text));
    }

    private static void writeTime(JsonGenerator json, String name, Optional<Instant> time) throws IOException {
        if (time.isPresent()) {
            json.writeNumberField(name, time.get().getEpochSecond());
        }
    }

    private SessionDetails() {}
}
