package dev.llmbridge.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.protocol.JsonText;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.Client;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Clients;
import dev.llmbridge.session.ProjectDirectory;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Session.LastHook;
import dev.llmbridge.session.Session.RunningTool;
import dev.llmbridge.session.Session.Subagent;
import dev.llmbridge.session.Session.Wait;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionLabels;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usage.ContextWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The format of a session file. Times are pairs of Unix seconds and nanoseconds; unknown values are omitted. The
 * version (JSON key {@code form}) changes when a reader of the old format would misinterpret the new one.
 */
final class SessionJson {
    private static final int VERSION = 1;

    private SessionJson() {}

    static byte[] write(Session session, UnknownFields unknown, BootClock clock) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JsonText.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("form", VERSION);
            json.writeStringField("boot", clock.bootId());
            writeBootedAt(json, clock.bootedAt());
            writeSession(json, session, unknown);
            UnknownFields.append(unknown.ofSession(), json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** A hardware clock without a battery begins in 1970; the computed time of the boot may then be before 1970. */
    private static void writeBootedAt(JsonGenerator json, Instant bootedAt) throws IOException {
        writeTime(json, "bootedAt", Optional.of(bootedAt).filter(at -> !at.isBefore(Instant.EPOCH)));
    }

    private static void writeSession(JsonGenerator json, Session session, UnknownFields unknown) throws IOException {
        json.writeStringField("id", session.id().value());
        json.writeStringField("cwd", session.cwd());
        json.writeStringField("project", session.project().path());
        json.writeStringField("projectSource", session.project().source().name());
        json.writeArrayFieldStart("clients");
        for (Client client : session.clients().all()) {
            writeClient(json, client);
        }
        json.writeEndArray();
        writeLabels(json, session.labels());
        writeUsage(json, session.usage(), unknown);
        json.writeNumberField("maxCostUsd", session.maxCostUsd());
        json.writeBooleanField("working", session.working());
        writeTime(json, "turnStarted", session.turnStarted());
        json.writeNumberField("background", session.background().workers());
        json.writeNumberField("shells", session.background().shells());
        json.writeArrayFieldStart("tools");
        for (RunningTool tool : session.tools()) {
            writeTool(json, tool);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("subagents");
        for (Subagent subagent : session.subagents()) {
            json.writeStartObject();
            json.writeStringField("id", subagent.id());
            json.writeStringField("type", subagent.type());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("waiting");
        for (Wait wait : session.waiting()) {
            writeWait(json, wait);
        }
        json.writeEndArray();
        writeTime(json, "compacting", session.compacting());
        writeText(json, "failure", session.failure());
        writeTime(json, "finished", session.finished());
        json.writeBooleanField("endReported", session.endReported());
        if (session.lastHook().isPresent()) {
            json.writeStringField("lastHook", session.lastHook().get().report());
            writeTime(json, "lastHookAt", session.lastHook().map(LastHook::at));
        }
        json.writeNumberField("stamp", session.stamp());
        writeTime(json, "lastEvent", Optional.of(session.lastEvent()));
    }

    /** What a client's session file says is not stored, because a restarted daemon reads the file again. */
    private static void writeClient(JsonGenerator json, Client client) throws IOException {
        json.writeStartObject();
        json.writeNumberField("pid", client.process().pid());
        json.writeNumberField("startTime", client.process().startTime());
        json.writeBooleanField("headless", client.headless());
        json.writeNumberField("stamp", client.stamp());
        json.writeEndObject();
    }

    private static void writeLabels(JsonGenerator json, SessionLabels labels) throws IOException {
        json.writeStringField("name", labels.name());
        json.writeStringField("worktree", labels.worktree());
        json.writeStringField("reportedBranch", labels.reportedBranch());
        json.writeStringField("checkedOutBranch", labels.checkedOutBranch());
    }

    private static void writeUsage(JsonGenerator json, Usage usage, UnknownFields unknown) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeStringField("model", usage.model());
        if (usage.costUsd().isPresent()) {
            json.writeNumberField("costUsd", usage.costUsd().getAsDouble());
        }
        writeNumber(json, "inputTokens", usage.inputTokens());
        writeNumber(json, "outputTokens", usage.outputTokens());
        writeNumber(json, "cacheRead", usage.cacheRead());
        writeNumber(json, "cacheWrite", usage.cacheWrite());
        if (usage.contextPercent().isPresent()) {
            json.writeNumberField("contextPercent", usage.contextPercent().getAsInt());
        }
        writeNumber(json, "linesAdded", usage.linesAdded());
        writeNumber(json, "linesRemoved", usage.linesRemoved());
        LimitsJson.write(json, usage.limits());
        UnknownFields.append(unknown.ofUsage(), json);
        json.writeEndObject();
    }

    private static void writeNumber(JsonGenerator json, String name, OptionalLong number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.getAsLong());
        }
    }

    private static void writeTool(JsonGenerator json, RunningTool tool) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", tool.id());
        json.writeStringField("name", tool.name());
        writeText(json, "detail", tool.detail());
        writeText(json, "agent", tool.subagent());
        writeTime(json, "since", Optional.of(tool.since()));
        json.writeEndObject();
    }

    private static void writeWait(JsonGenerator json, Wait wait) throws IOException {
        json.writeStartObject();
        json.writeStringField("reason", wait.reason().name());
        writeText(json, "tool", wait.tool());
        writeText(json, "agent", wait.subagent());
        writeTime(json, "since", Optional.of(wait.since()));
        json.writeBooleanField("confirmed", wait.confirmed());
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        }
    }

    static void writeTime(JsonGenerator json, String name, Optional<Instant> time) throws IOException {
        if (time.isPresent()) {
            json.writeArrayFieldStart(name);
            Instant instant = time.get();
            json.writeNumber(instant.getEpochSecond());
            json.writeNumber(instant.getNano());
            json.writeEndArray();
        }
    }

    /** Parses the output of {@link #write} by this or another version. */
    static StoredSession read(byte[] bytes, BootClock clock) {
        try (JsonParser json = JsonText.FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new StoredSession.Unreadable();
            }
            JsonObject session = JsonObject.parse(json);
            long version = session.number("form");
            if (version > VERSION) {
                return new StoredSession.Newer();
            }
            boolean isReadable = json.nextToken() == null && version == VERSION;
            return isReadable ? readSession(session, clock) : new StoredSession.Unreadable();
        } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return new StoredSession.Unreadable();
        }
    }

    /** Reads every known field, even if it ignores some of them; the fields that are left are the unknown ones. */
    private static StoredSession readSession(JsonObject json, BootClock clock) throws IOException {
        Optional<Instant> lastEvent = json.time("lastEvent");
        if (lastEvent.isEmpty()) {
            return new StoredSession.Unreadable();
        }
        boolean sameBoot = json.text("boot").equals(clock.bootId());
        Optional<Instant> bootedAt = json.time("bootedAt");
        Duration clockSet = sameBoot ? bootedAt.map(clock::offsetSince).orElse(Duration.ZERO) : Duration.ZERO;
        long stamp = json.number("stamp");
        Optional<JsonObject> usage = json.object("usage");
        Session session = new Session(
                new SessionId(json.text("id")),
                readClients(json, sameBoot),
                json.text("cwd"),
                readProject(json),
                readLabels(json),
                usage.isPresent() ? readUsage(usage.get()) : Usage.NONE,
                json.decimal("maxCostUsd"),
                json.flag("working"),
                json.time("turnStarted"),
                new BackgroundTasks(json.integer("background"), json.integer("shells")),
                readTools(json.objects("tools")),
                readSubagents(json.objects("subagents")),
                readWaits(json.objects("waiting")),
                json.time("compacting"),
                json.optionalText("failure"),
                json.time("finished"),
                json.flag("endReported"),
                Optional.empty(),
                readLastHook(json),
                sameBoot ? stamp : 0,
                lastEvent.get());
        Session restored = session.shifted(clockSet).clampedTo(clock.wall().instant());
        return new StoredSession.Restored(restored, UnknownFields.left(json, usage));
    }

    /** Files of version 0.2 contain only the working directory. */
    private static ProjectDirectory readProject(JsonObject json) {
        String source = json.text("projectSource");
        return json.has("project")
                ? new ProjectDirectory(json.text("project"), ProjectDirectory.Origin.valueOf(source))
                : new ProjectDirectory(json.text("cwd"), ProjectDirectory.Origin.EVENT);
    }

    private static SessionLabels readLabels(JsonObject json) {
        return new SessionLabels(
                json.text("name"), json.text("worktree"), json.text("reportedBranch"), json.text("checkedOutBranch"));
    }

    /** Files of version 0.2 contain one client. */
    private static Clients readClients(JsonObject session, boolean sameBoot) {
        List<Client> clients = new ArrayList<>();
        session.object("client").ifPresent(client -> clients.add(readClient(client, sameBoot)));
        for (JsonObject client : session.objects("clients")) {
            clients.add(readClient(client, sameBoot));
        }
        return new Clients(clients);
    }

    private static Client readClient(JsonObject json, boolean sameBoot) {
        return new Client(
                new ClientProcess(json.integer("pid"), json.number("startTime")),
                json.flag("headless"),
                Optional.empty(),
                false,
                sameBoot ? json.number("stamp") : 0);
    }

    private static Optional<LastHook> readLastHook(JsonObject json) {
        String report = json.text("lastHook");
        return json.time("lastHookAt").map(at -> new LastHook(report, at));
    }

    private static Usage readUsage(JsonObject json) {
        return new Usage(
                json.text("model"),
                json.has("costUsd") ? OptionalDouble.of(json.decimal("costUsd")) : OptionalDouble.empty(),
                json.optionalNumber("inputTokens"),
                json.optionalNumber("outputTokens"),
                json.optionalNumber("cacheRead"),
                json.optionalNumber("cacheWrite"),
                json.has("contextPercent")
                        ? Optional.of(new ContextWindow(OptionalInt.of(json.integer("contextPercent"))))
                        : Optional.empty(),
                json.optionalNumber("linesAdded"),
                json.optionalNumber("linesRemoved"),
                LimitsJson.read(json));
    }

    private static List<RunningTool> readTools(List<JsonObject> array) {
        List<RunningTool> tools = new ArrayList<>(array.size());
        for (JsonObject json : array) {
            tools.add(new RunningTool(
                    json.text("id"),
                    json.text("name"),
                    json.optionalText("detail"),
                    json.optionalText("agent"),
                    json.time("since").orElse(Instant.EPOCH)));
        }
        return tools;
    }

    private static List<Subagent> readSubagents(List<JsonObject> array) {
        List<Subagent> subagents = new ArrayList<>(array.size());
        for (JsonObject json : array) {
            subagents.add(new Subagent(json.text("id"), json.text("type")));
        }
        return subagents;
    }

    private static List<Wait> readWaits(List<JsonObject> array) {
        List<Wait> waits = new ArrayList<>(array.size());
        for (JsonObject json : array) {
            waits.add(new Wait(
                    Activity.Reason.valueOf(json.text("reason")),
                    json.optionalText("tool"),
                    json.optionalText("agent"),
                    json.time("since").orElse(Instant.EPOCH),
                    json.flag("confirmed")));
        }
        return waits;
    }
}
