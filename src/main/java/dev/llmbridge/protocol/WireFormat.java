package dev.llmbridge.protocol;

import dev.llmbridge.posix.LinuxAbi;

/**
 * The keywords and sizes of the wire format. They are compile-time constants, so using them does not load this class on
 * the client's hot path.
 */
public final class WireFormat {
    /** Prefix of an event of the session {@code default}. */
    public static final String EVENT = "EVENT:";
    /** Prefix of an event of a named session. */
    public static final String EVENT_OF = "EVENT@";
    /** Prefix of a hook's payload. */
    public static final String HOOK = "HOOK:";
    /** Prefix of a status line's payload. */
    public static final String STATUS = "STATUS:";
    /** Prefix of a query. */
    public static final String QUERY = "QUERY:";

    public static final String SUBMIT = "submit";
    public static final String TOOL_START = "tool-start";
    public static final String TOOL_END = "tool-end";
    public static final String STOP = "stop";

    public static final String ASK_STATUS = "status";
    public static final String ASK_SESSIONS = "sessions";
    public static final String ASK_PING = "ping";

    /** The longest datagram in bytes. */
    public static final int MAX_DATAGRAM = LinuxAbi.MAX_DATAGRAM;
    /** The longest payload in bytes that is sent unchanged; longer ones are trimmed. */
    public static final int MAX_UNTRIMMED_PAYLOAD = 131_072;
    /** The longest prefix of a HOOK message in bytes: the keyword, 19 digits, 10 digits, two colons. */
    public static final int MAX_HEADER = 36;
    /** The longest JSON in bytes that fits into one datagram with any header. */
    public static final int MAX_PAYLOAD = MAX_DATAGRAM - MAX_HEADER;

    private WireFormat() {}
}
