package dev.llmbridge.it;

/** Payloads of hooks and of the status line, in Claude Code's format. */
final class Payload {
    private Payload() {}

    static String prompt(String session) {
        return hook(session, "UserPromptSubmit", "\"prompt\":\"go on\"");
    }

    static String toolStart(String session, String tool, String use) {
        return hook(
                session,
                "PreToolUse",
                "\"tool_name\":\"%s\",\"tool_input\":{},\"tool_use_id\":\"%s\"".formatted(tool, use));
    }

    static String toolEnd(String session, String tool, String use) {
        return hook(
                session,
                "PostToolUse",
                "\"tool_name\":\"%s\",\"tool_input\":{},\"tool_response\":{},\"tool_use_id\":\"%s\""
                        .formatted(tool, use));
    }

    static String permission(String session, String tool) {
        return hook(session, "PermissionRequest", "\"tool_name\":\"%s\",\"tool_input\":{}".formatted(tool));
    }

    static String stop(String session) {
        return hook(session, "Stop", "\"background_tasks\":[],\"session_crons\":[]");
    }

    static String compaction(String session) {
        return hook(session, "PreCompact", "\"trigger\":\"auto\"");
    }

    static String failure(String session, String error) {
        return hook(session, "StopFailure", "\"error\":\"" + error + "\"");
    }

    /** Returns a prompt with a payload of about {@code bytes} bytes. */
    static String prompt(String session, int bytes) {
        return hook(session, "UserPromptSubmit", "\"prompt\":\"" + "x".repeat(bytes) + "\"");
    }

    static String statusLine(String session, String model, double cost) {
        return """
                {"session_id":"%s","cwd":"/home/user/project","model":{"id":"m","display_name":"%s"},\
                "cost":{"total_cost_usd":%s},"context_window":{"used_percentage":25,"current_usage":{"input_tokens":12,\
                "output_tokens":42,"cache_creation_input_tokens":300,"cache_read_input_tokens":18389}}}
                """.formatted(session, model, cost);
    }

    static String hook(String session, String event, String fields) {
        return """
                {"session_id":"%s","cwd":"/home/user/project","hook_event_name":"%s",%s}
                """.formatted(session, event, fields);
    }
}
