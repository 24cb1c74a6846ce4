package dev.llmbridge.protocol;

/** The words and sizes of the wire format, as constants of the compiler: the hot client may use them without a class. */
public final class WireFormat {
    /** Begins an event of the session {@code default}. */
    public static final String EVENT = "EVENT:";
    /** Begins an event of a named session. */
    public static final String EVENT_OF = "EVENT@";
    /** Begins the standard input of a hook. */
    public static final String HOOK = "HOOK:";
    /** Begins the standard input of a status line. */
    public static final String STATUS = "STATUS:";
    /** Begins a question to the daemon. */
    public static final String QUERY = "QUERY:";

    public static final String SUBMIT = "submit";
    public static final String TOOL_START = "tool-start";
    public static final String TOOL_END = "tool-end";
    public static final String STOP = "stop";

    public static final String ASK_STATUS = "status";
    public static final String ASK_SESSIONS = "sessions";
    public static final String ASK_PING = "ping";

    /** The longest datagram in bytes: what Linux takes with its default send buffer. */
    public static final int MAX_DATAGRAM = 212_960;
    /** The longest payload in bytes that is sent as it came; a longer one is trimmed. */
    public static final int HOT_PAYLOAD = 131_072;
    /** The most bytes that stand before the JSON of a HOOK message: the word, 19 digits, 10 digits, two colons. */
    public static final int MAX_HEADER = 36;
    /** The longest JSON in bytes that fits one datagram whatever its header. */
    public static final int MAX_PAYLOAD = MAX_DATAGRAM - MAX_HEADER;

    private WireFormat() {}
}
