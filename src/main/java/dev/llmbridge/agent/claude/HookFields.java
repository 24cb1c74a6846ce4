package dev.llmbridge.agent.claude;

/**
 * The fields of a hook's JSON that {@link HookPayload} reads, as lists of names separated by spaces. They are kept when
 * a hook is trimmed.
 */
public final class HookFields {
    /** The fields whose values are strings. */
    public static final String TEXTS = "session_id hook_event_name cwd transcript_path tool_name tool_use_id agent_id"
            + " agent_type source notification_type";

    /** The field with an error: a code if a turn has failed, the tool's own text if a tool has. */
    public static final String ERROR = "error";

    /** The event of a turn that has failed. */
    public static final String FAILURE = "StopFailure";

    /** The fields whose values are lists of objects. */
    public static final String LISTS = "tool_calls background_tasks";

    /** The string fields of the objects in these lists. */
    public static final String ELEMENT_TEXTS = "tool_use_id id status type";

    /** The field with the arguments of a tool, which are shown only if the user wants it. */
    public static final String ARGUMENTS = "tool_input";

    /** The string fields of the arguments. */
    public static final String ARGUMENT_TEXTS = "description file_path notebook_path path";

    /** The field with what the user has typed, of which only the beginning matters. */
    public static final String PROMPT = "prompt";

    /** How a prompt begins that Claude Code has written itself. */
    public static final String TASK_NOTIFICATION = "<task-notification>";

    private HookFields() {}
}
