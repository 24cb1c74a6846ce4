package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.BackgroundTasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a hook's JSON that this program uses. A field that is absent or has an unexpected type is empty. Other
 * fields are skipped without creating objects.
 */
final class HookPayload {
    private static final int MAX_DETAIL = 80;
    private static final int MAX_ELEMENTS = 512;
    private static final byte[] TASK_NOTIFICATION = HookFields.TASK_NOTIFICATION.getBytes(StandardCharsets.US_ASCII);

    private final JsonBytes json;
    private final boolean includeDetail;

    private String session = "";
    private String event = "";
    private String cwd = "";
    private String transcript = "";
    private String toolName = "";
    private String toolUseId = "";
    private String agentId = "";
    private String agentType = "";
    private String source = "";
    private String error = "";
    private String notification = "";
    private String description = "";
    private String fileName = "";
    private boolean taskNotification;
    private final List<String> toolCalls = new ArrayList<>(0);
    private final List<BackgroundTask> runningTasks = new ArrayList<>(0);

    private record BackgroundTask(String id, boolean isShellOrMonitor) {}

    private HookPayload(JsonBytes json, boolean includeDetail) {
        this.json = json;
        this.includeDetail = includeDetail;
    }

    /**
     * Parses one JSON object; returns empty for anything else. Bytes that are not valid UTF-8 are replaced, so that
     * such bytes in a prompt or in a tool's output do not cause the hook to be dropped.
     */
    static Optional<HookPayload> parse(JsonBytes json, boolean includeDetail) {
        Optional<HookPayload> payload = parseStrictly(json, includeDetail);
        if (payload.isPresent()) {
            return payload;
        }
        return ClientJson.withValidUtf8(json).flatMap(valid -> parseStrictly(JsonBytes.of(valid), includeDetail));
    }

    private static Optional<HookPayload> parseStrictly(JsonBytes json, boolean includeDetail) {
        HookPayload payload = new HookPayload(json, includeDetail);
        return ClientJson.parse(json, payload::read) ? Optional.of(payload) : Optional.empty();
    }

    private void read(String name, JsonParser value) throws IOException {
        switch (name) {
            case "session_id" -> session = ClientJson.text(value);
            case "hook_event_name" -> event = ClientJson.shortText(value);
            case "cwd" -> cwd = ClientJson.text(value);
            case "transcript_path" -> transcript = ClientJson.text(value);
            case "tool_name" -> toolName = ClientJson.shortText(value);
            case "tool_use_id" -> toolUseId = ClientJson.shortText(value);
            case "agent_id" -> agentId = ClientJson.shortText(value);
            case "agent_type" -> agentType = ClientJson.shortText(value);
            case "source" -> source = ClientJson.shortText(value);
            case "error" -> error = ClientJson.text(value, MAX_DETAIL);
            case "notification_type" -> notification = ClientJson.shortText(value);
            case "prompt" -> taskNotification = beginsWithTaskNotification(value);
            case "tool_input" -> readToolInput(value);
            case "tool_calls" -> ClientJson.readObjects(value, this::readToolCall);
            case "background_tasks" -> ClientJson.readObjects(value, this::readBackgroundTask);
            default -> value.skipChildren();
        }
    }

    private void readToolInput(JsonParser value) throws IOException {
        if (includeDetail) {
            ClientJson.readObject(value, "", this::readArgument);
        } else {
            value.skipChildren();
        }
    }

    private void readArgument(String name, JsonParser value) throws IOException {
        switch (name) {
            case "description" -> description = ClientJson.text(value, MAX_DETAIL);
            case "file_path", "notebook_path", "path" -> fileName = fileNameOf(ClientJson.text(value));
            default -> value.skipChildren();
        }
    }

    private void readToolCall(JsonParser call) throws IOException {
        String id = "";
        while (call.nextToken() == JsonToken.FIELD_NAME) {
            boolean isId = call.currentName().equals("tool_use_id");
            call.nextToken();
            if (isId) {
                id = ClientJson.shortText(call);
            } else {
                call.skipChildren();
            }
        }
        if (!id.isEmpty() && toolCalls.size() < MAX_ELEMENTS) {
            toolCalls.add(id);
        }
    }

    private void readBackgroundTask(JsonParser task) throws IOException {
        String id = "";
        String status = "";
        String type = "";
        while (task.nextToken() == JsonToken.FIELD_NAME) {
            String member = task.currentName();
            task.nextToken();
            switch (member) {
                case "id" -> id = ClientJson.shortText(task);
                case "status" -> status = ClientJson.shortText(task);
                case "type" -> type = ClientJson.shortText(task);
                default -> task.skipChildren();
            }
        }
        if (status.equals("running") && runningTasks.size() < MAX_ELEMENTS) {
            runningTasks.add(new BackgroundTask(id, type.equals("shell") || type.equals("monitor")));
        }
    }

    /** Compares the bytes in place where possible, because a prompt can be long. The prompt is not kept. */
    private boolean beginsWithTaskNotification(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return false;
        }
        byte[] bytes = json.array();
        int start = json.offset() + (int) parser.currentLocation().getByteOffset();
        boolean inPlace = start >= 0 && start < bytes.length && bytes[start] != '\\';
        if (!inPlace) {
            return parser.getText().startsWith(HookFields.TASK_NOTIFICATION);
        }
        int end = start + TASK_NOTIFICATION.length;
        return end <= bytes.length && Arrays.equals(bytes, start, end, TASK_NOTIFICATION, 0, TASK_NOTIFICATION.length);
    }

    private static String fileNameOf(String path) {
        return ClientJson.bounded(path.substring(path.lastIndexOf('/') + 1), MAX_DETAIL);
    }

    String session() {
        return session;
    }

    String event() {
        return event;
    }

    String cwd() {
        return cwd;
    }

    /** Returns the path of the session's transcript, CONFIG/projects/PROJECT/SESSION.jsonl; empty if not reported. */
    String transcript() {
        return transcript;
    }

    String toolName() {
        return toolName;
    }

    String toolUseId() {
        return toolUseId;
    }

    /** Returns the id of the subagent that runs the tool, or that has started or ended. */
    Optional<String> subagentId() {
        return agentId.isEmpty() ? Optional.empty() : Optional.of(agentId);
    }

    String subagentType() {
        return agentType;
    }

    String source() {
        return source;
    }

    String error() {
        return error;
    }

    String notificationType() {
        return notification;
    }

    /** Returns whether the prompt reports the end of a background task instead of coming from the user. */
    boolean isTaskNotification() {
        return taskNotification;
    }

    /** Returns the ids of the tool calls in a batch. */
    List<String> toolCallIds() {
        return toolCalls;
    }

    /** Returns the running background tasks, not counting the subagent that this hook belongs to. */
    BackgroundTasks otherBackgroundTasks() {
        int workers = 0;
        int shells = 0;
        for (BackgroundTask task : runningTasks) {
            if (task.isShellOrMonitor()) {
                shells++;
            } else if (agentId.isEmpty() || !task.id().equals(agentId)) {
                workers++;
            }
        }
        return new BackgroundTasks(workers, shells);
    }

    /**
     * Returns the description in the tool call or, failing that, the name of the file that the tool works on; empty
     * unless details are enabled.
     */
    Optional<String> detail() {
        String detail = description.isBlank() ? fileName : description;
        return detail.isBlank() ? Optional.empty() : Optional.of(detail);
    }
}
