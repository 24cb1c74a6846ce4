package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a hook's JSON that this program uses. A field that is absent or has an unexpected type is empty. Other
 * fields are skipped without creating objects.
 */
final class HookPayload {
    static final JsonFactory JSON = new JsonFactoryBuilder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    private static final int MAX_NAME = 128;
    private static final int MAX_PATH = 4096;
    private static final int MAX_DETAIL = 80;
    private static final int MAX_LIST = 512;
    private static final String TASK_NOTIFICATION = "<task-notification>";

    private final byte[] json;
    private final boolean wantsDetail;

    private String session = "";
    private String event = "";
    private String cwd = "";
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
    private final List<String> runningTasks = new ArrayList<>(0);

    private HookPayload(byte[] json, boolean wantsDetail) {
        this.json = json;
        this.wantsDetail = wantsDetail;
    }

    /** Parses one JSON object; returns empty for anything else. */
    static Optional<HookPayload> parse(byte[] json, boolean wantsDetail) {
        HookPayload payload = new HookPayload(json, wantsDetail);
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                payload.take(name, parser);
            }
            boolean complete = parser.nextToken() == null;
            return complete ? Optional.of(payload) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void take(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "session_id" -> session = text(parser, MAX_PATH);
            case "hook_event_name" -> event = text(parser, MAX_NAME);
            case "cwd" -> cwd = text(parser, MAX_PATH);
            case "tool_name" -> toolName = text(parser, MAX_NAME);
            case "tool_use_id" -> toolUseId = text(parser, MAX_NAME);
            case "agent_id" -> agentId = text(parser, MAX_NAME);
            case "agent_type" -> agentType = text(parser, MAX_NAME);
            case "source" -> source = text(parser, MAX_NAME);
            case "error" -> error = text(parser, MAX_DETAIL);
            case "notification_type" -> notification = text(parser, MAX_NAME);
            case "prompt" -> taskNotification = beginsWithTaskNotification(parser);
            case "tool_input" -> takeToolInput(parser);
            case "tool_calls" -> takeToolCalls(parser);
            case "background_tasks" -> takeBackgroundTasks(parser);
            default -> parser.skipChildren();
        }
    }

    private void takeToolInput(JsonParser parser) throws IOException {
        if (!wantsDetail || !parser.isExpectedStartObjectToken()) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "description" -> description = text(parser, MAX_DETAIL);
                case "file_path", "notebook_path", "path" -> fileName = lastName(text(parser, MAX_PATH));
                default -> parser.skipChildren();
            }
        }
    }

    private void takeToolCalls(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.isExpectedStartObjectToken()) {
                takeToolCall(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void takeToolCall(JsonParser parser) throws IOException {
        String id = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("tool_use_id");
            parser.nextToken();
            if (wanted) {
                id = text(parser, MAX_NAME);
            } else {
                parser.skipChildren();
            }
        }
        if (!id.isEmpty() && toolCalls.size() < MAX_LIST) {
            toolCalls.add(id);
        }
    }

    private void takeBackgroundTasks(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.isExpectedStartObjectToken()) {
                takeBackgroundTask(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void takeBackgroundTask(JsonParser parser) throws IOException {
        String id = "";
        String status = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> id = text(parser, MAX_NAME);
                case "status" -> status = text(parser, MAX_NAME);
                default -> parser.skipChildren();
            }
        }
        if (status.equals("running") && runningTasks.size() < MAX_LIST) {
            runningTasks.add(id);
        }
    }

    /** Compares the bytes in place, because a prompt can be long and must not be kept. */
    private boolean beginsWithTaskNotification(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return false;
        }
        long start = parser.currentLocation().getByteOffset();
        boolean inPlace = start >= 0 && start < json.length && json[(int) start] != '\\';
        if (!inPlace) {
            return parser.getText().startsWith(TASK_NOTIFICATION);
        }
        if (json.length - start < TASK_NOTIFICATION.length()) {
            return false;
        }
        for (int i = 0; i < TASK_NOTIFICATION.length(); i++) {
            if (json[(int) start + i] != TASK_NOTIFICATION.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String text(JsonParser parser, int max) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return "";
        }
        return BoundedText.of(parser.getText(), max);
    }

    private static String lastName(String path) {
        return BoundedText.of(path.substring(path.lastIndexOf('/') + 1), MAX_DETAIL);
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

    String toolName() {
        return toolName;
    }

    String toolUseId() {
        return toolUseId;
    }

    /** Returns the subagent that runs the tool, or that started or ended. */
    Optional<String> agent() {
        return agentId.isEmpty() ? Optional.empty() : Optional.of(agentId);
    }

    String agentType() {
        return agentType;
    }

    String source() {
        return source;
    }

    String error() {
        return error;
    }

    String notification() {
        return notification;
    }

    /** Returns whether the prompt reports the end of a background task instead of coming from the user. */
    boolean isTaskNotification() {
        return taskNotification;
    }

    /** Returns the ids of the tools in a batch. */
    List<String> toolCalls() {
        return toolCalls;
    }

    /** Returns the number of running background tasks, not counting the subagent that this hook belongs to. */
    int othersRunning() {
        int count = 0;
        for (String task : runningTasks) {
            if (agentId.isEmpty() || !task.equals(agentId)) {
                count++;
            }
        }
        return count;
    }

    /** Returns the tool's description, else the name of its file; empty unless details are enabled. */
    Optional<String> detail() {
        String detail = description.isBlank() ? fileName : description;
        return detail.isBlank() ? Optional.empty() : Optional.of(detail);
    }
}
