package dev.llmbridge.protocol;

import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import java.time.Instant;
import java.util.Optional;

/** A datagram sent to the daemon. */
public sealed interface Message {
    /**
     * An event given by its type and tool, as opposed to a hook's JSON.
     *
     * @param session the session's id, or empty for {@code default}; an id that is not valid on the wire (empty, or
     *     containing a colon) is replaced with the result of {@link SessionId#of}
     * @param tool the tool's name as given; it may contain any character
     */
    record TypedEvent(Optional<String> session, EventType type, Optional<String> tool) implements Message {
        private static final String UNNAMED_TOOL = "Tool";
        private static final int MAX_TOOL_LENGTH = 128;

        public TypedEvent {
            if (session.isPresent() && !isValidOnTheWire(session.get())) {
                session = Optional.of(SessionId.of(session.get()).value());
            }
        }

        /**
         * Converts the message to a session event and truncates the tool's name to 128 characters.
         *
         * @param at the wall-clock time at which it was received
         * @param stamp CLOCK_MONOTONIC ns of its receipt, because the message carries no stamp
         */
        public SessionEvent toEvent(Instant at, long stamp) {
            SessionId id = session.isPresent() ? SessionId.of(session.get()) : SessionId.DEFAULT;
            return new SessionEvent(id, at, stamp, Optional.empty(), "", detail());
        }

        private EventDetail detail() {
            String name = truncatedTool();
            return switch (type) {
                case SUBMIT -> new EventDetail.PromptSubmitted(true);
                case TOOL_START ->
                    new EventDetail.ToolStarted(
                            "", name.isEmpty() ? UNNAMED_TOOL : name, Optional.empty(), Optional.empty());
                case TOOL_END -> new EventDetail.ToolEnded("", name, Optional.empty());
                case STOP -> new EventDetail.TurnEnded(BackgroundTasks.NONE);
            };
        }

        private String truncatedTool() {
            String name = tool.orElse("");
            if (name.length() <= MAX_TOOL_LENGTH) {
                return name;
            }
            boolean splitsPair = Character.isHighSurrogate(name.charAt(MAX_TOOL_LENGTH - 1));
            return name.substring(0, splitsPair ? MAX_TOOL_LENGTH - 1 : MAX_TOOL_LENGTH);
        }

        private static boolean isValidOnTheWire(String id) {
            return !id.isEmpty() && id.indexOf(':') < 0;
        }
    }

    /**
     * The payload that a hook received on standard input.
     *
     * @param stamp CLOCK_MONOTONIC ns at the start of the hook's process, 0 or more
     * @param pid the pid of the Claude Code process; 0 if unknown
     * @param json the payload, not empty
     */
    record Hook(long stamp, int pid, JsonBytes json) implements Message {
        public Hook {
            if (stamp < 0 || pid < 0 || json.length() == 0) {
                throw new IllegalArgumentException("stamp " + stamp + ", pid " + pid + ", " + json.length() + " bytes");
            }
        }

        public Hook(long stamp, int pid, byte[] json) {
            this(stamp, pid, JsonBytes.of(json));
        }
    }

    /**
     * The payload that a status line received on standard input.
     *
     * @param json the payload, not empty
     */
    record StatusLinePayload(JsonBytes json) implements Message {
        public StatusLinePayload {
            if (json.length() == 0) {
                throw new IllegalArgumentException("no bytes");
            }
        }

        public StatusLinePayload(byte[] json) {
            this(JsonBytes.of(json));
        }
    }

    /** A query; the daemon replies with one datagram to the sender's address. */
    record Query(QueryType type) implements Message {}

    /** The type of an EVENT message. */
    enum EventType {
        SUBMIT(WireFormat.SUBMIT),
        TOOL_START(WireFormat.TOOL_START),
        TOOL_END(WireFormat.TOOL_END),
        STOP(WireFormat.STOP);

        private final String word;

        EventType(String word) {
            this.word = word;
        }

        /** Returns its name on the wire and on the command line. */
        public String word() {
            return word;
        }

        /** Returns the type with this name; the match is exact. */
        public static Optional<EventType> of(String word) {
            return switch (word) {
                case WireFormat.SUBMIT -> Optional.of(SUBMIT);
                case WireFormat.TOOL_START -> Optional.of(TOOL_START);
                case WireFormat.TOOL_END -> Optional.of(TOOL_END);
                case WireFormat.STOP -> Optional.of(STOP);
                default -> Optional.empty();
            };
        }
    }

    /** The type of a QUERY message. */
    enum QueryType {
        STATUS(WireFormat.ASK_STATUS),
        SESSIONS(WireFormat.ASK_SESSIONS),
        PING(WireFormat.ASK_PING);

        private final String word;

        QueryType(String word) {
            this.word = word;
        }

        /** Returns its name on the wire. */
        public String word() {
            return word;
        }

        static Optional<QueryType> of(String word) {
            return switch (word) {
                case WireFormat.ASK_STATUS -> Optional.of(STATUS);
                case WireFormat.ASK_SESSIONS -> Optional.of(SESSIONS);
                case WireFormat.ASK_PING -> Optional.of(PING);
                default -> Optional.empty();
            };
        }
    }
}
