package dev.llmbridge.store;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Session.RunningTool;
import dev.llmbridge.session.Session.Subagent;
import dev.llmbridge.session.Session.Wait;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usage.Limit;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Parses one session; single use. Unknown fields are skipped; a field of the wrong type makes the file invalid. */
final class SessionJsonReader {
    private final JsonParser json;

    private int version;
    private String boot = "";
    private Optional<SessionId> id = Optional.empty();
    private String cwd = "";
    private Optional<ClientProcess> client = Optional.empty();
    private Usage usage = Usage.NONE;
    private double maxCostUsd;
    private boolean working;
    private Optional<Instant> turnStarted = Optional.empty();
    private int background;
    private final List<RunningTool> tools = new ArrayList<>();
    private final List<Subagent> subagents = new ArrayList<>();
    private final List<Wait> waiting = new ArrayList<>();
    private Optional<Instant> compacting = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private Optional<Instant> finished = Optional.empty();
    private long stamp;
    private Optional<Instant> lastEvent = Optional.empty();

    /** @param json positioned at the start of the object */
    SessionJsonReader(JsonParser json) {
        this.json = json;
    }

    /** Returns the session; empty if the object has another version or lacks a required field. */
    Optional<Session> read(String bootId) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            readField(nameBeforeValue());
        }
        if (version != SessionJson.VERSION || id.isEmpty() || lastEvent.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Session(
                id.get(),
                client,
                cwd,
                usage,
                maxCostUsd,
                working,
                turnStarted,
                background,
                tools,
                subagents,
                waiting,
                compacting,
                failure,
                finished,
                boot.equals(bootId) ? stamp : 0,
                lastEvent.get()));
    }

    private void readField(String name) throws IOException {
        switch (name) {
            case "form" -> version = json.getIntValue();
            case "boot" -> boot = text();
            case "id" -> id = Optional.of(new SessionId(text()));
            case "cwd" -> cwd = text();
            case "client" -> client = Optional.of(readClient());
            case "usage" -> usage = readUsage();
            case "maxCostUsd" -> maxCostUsd = json.getDoubleValue();
            case "working" -> working = json.getBooleanValue();
            case "turnStarted" -> turnStarted = Optional.of(time());
            case "background" -> background = json.getIntValue();
            case "tools" -> readTools();
            case "subagents" -> readSubagents();
            case "waiting" -> readWaiting();
            case "compacting" -> compacting = Optional.of(time());
            case "failure" -> failure = Optional.of(text());
            case "finished" -> finished = Optional.of(time());
            case "stamp" -> stamp = json.getLongValue();
            case "lastEvent" -> lastEvent = Optional.of(time());
            default -> json.skipChildren();
        }
    }

    private ClientProcess readClient() throws IOException {
        int pid = 0;
        long startTime = 0;
        expect(JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (nameBeforeValue()) {
                case "pid" -> pid = json.getIntValue();
                case "startTime" -> startTime = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        return new ClientProcess(pid, startTime);
    }

    private Usage readUsage() throws IOException {
        String model = "";
        double costUsd = 0;
        long inputTokens = 0;
        long outputTokens = 0;
        long cacheRead = 0;
        long cacheWrite = 0;
        OptionalInt contextPercent = OptionalInt.empty();
        long linesAdded = 0;
        long linesRemoved = 0;
        Optional<Limit> fiveHour = Optional.empty();
        Optional<Limit> sevenDay = Optional.empty();
        expect(JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (nameBeforeValue()) {
                case "model" -> model = text();
                case "costUsd" -> costUsd = json.getDoubleValue();
                case "inputTokens" -> inputTokens = json.getLongValue();
                case "outputTokens" -> outputTokens = json.getLongValue();
                case "cacheRead" -> cacheRead = json.getLongValue();
                case "cacheWrite" -> cacheWrite = json.getLongValue();
                case "contextPercent" -> contextPercent = OptionalInt.of(json.getIntValue());
                case "linesAdded" -> linesAdded = json.getLongValue();
                case "linesRemoved" -> linesRemoved = json.getLongValue();
                case "fiveHour" -> fiveHour = Optional.of(readLimit());
                case "sevenDay" -> sevenDay = Optional.of(readLimit());
                default -> json.skipChildren();
            }
        }
        return new Usage(
                model,
                costUsd,
                inputTokens,
                outputTokens,
                cacheRead,
                cacheWrite,
                contextPercent,
                linesAdded,
                linesRemoved,
                fiveHour,
                sevenDay);
    }

    private Limit readLimit() throws IOException {
        int usedPercent = 0;
        long resetsAt = 0;
        expect(JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (nameBeforeValue()) {
                case "usedPercent" -> usedPercent = json.getIntValue();
                case "resetsAt" -> resetsAt = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        return new Limit(usedPercent, resetsAt);
    }

    private void readTools() throws IOException {
        expect(JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String toolId = "";
            String name = "";
            Optional<String> detail = Optional.empty();
            Optional<String> agent = Optional.empty();
            Instant since = Instant.EPOCH;
            expect(JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                switch (nameBeforeValue()) {
                    case "id" -> toolId = text();
                    case "name" -> name = text();
                    case "detail" -> detail = Optional.of(text());
                    case "agent" -> agent = Optional.of(text());
                    case "since" -> since = time();
                    default -> json.skipChildren();
                }
            }
            tools.add(new RunningTool(toolId, name, detail, agent, since));
        }
    }

    private void readSubagents() throws IOException {
        expect(JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String agent = "";
            String type = "";
            expect(JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                switch (nameBeforeValue()) {
                    case "id" -> agent = text();
                    case "type" -> type = text();
                    default -> json.skipChildren();
                }
            }
            subagents.add(new Subagent(agent, type));
        }
    }

    private void readWaiting() throws IOException {
        expect(JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String reason = "";
            Optional<String> tool = Optional.empty();
            Optional<String> agent = Optional.empty();
            Instant since = Instant.EPOCH;
            boolean confirmed = false;
            expect(JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                switch (nameBeforeValue()) {
                    case "reason" -> reason = text();
                    case "tool" -> tool = Optional.of(text());
                    case "agent" -> agent = Optional.of(text());
                    case "since" -> since = time();
                    case "confirmed" -> confirmed = json.getBooleanValue();
                    default -> json.skipChildren();
                }
            }
            waiting.add(new Wait(Activity.Reason.valueOf(reason), tool, agent, since, confirmed));
        }
    }

    private Instant time() throws IOException {
        expect(JsonToken.START_ARRAY);
        json.nextToken();
        long seconds = json.getLongValue();
        json.nextToken();
        int nanos = json.getIntValue();
        json.nextToken();
        expect(JsonToken.END_ARRAY);
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private String text() throws IOException {
        expect(JsonToken.VALUE_STRING);
        return json.getText();
    }

    private String nameBeforeValue() throws IOException {
        String name = json.currentName();
        json.nextToken();
        return name;
    }

    private void expect(JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new JsonParseException(json, "expected " + token);
        }
    }
}
