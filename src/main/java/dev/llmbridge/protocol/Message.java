package dev.llmbridge.protocol;

import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** One datagram to the daemon. */
public sealed interface Message {

    /**
     * An event told in words.
     *
     * @param session whose event it is, empty for {@code default}; an id that cannot stand on the wire (empty, or with a
     *     colon) is kept as the name that {@link SessionId#of} gives it
     * @param tool the tool's name as it was told, with any characters
     */
    record TypedEvent(Optional<String> session, EventType type, Optional<String> tool) implements Message {
        private static final String UNNAMED_TOOL = "Tool";
        private static final int LONGEST_TOOL = 128;

        public TypedEvent {
            if (session.isPresent() && !standsOnTheWire(session.get())) {
                session = Optional.of(SessionId.of(session.get()).value());
            }
        }

        /**
         * The event in the session's terms, a long tool's name cut to 128 characters.
         *
         * @param at wall time of its receipt
         * @param stamp CLOCK_MONOTONIC ns of its receipt: the message carries none of its own
         */
        public SessionEvent toEvent(Instant at, long stamp) {
            SessionId id = session.isPresent() ? SessionId.of(session.get()) : SessionId.DEFAULT;
            return new SessionEvent(id, at, stamp, Optional.empty(), "", happening());
        }

        private EventDetail happening() {
            String name = boundedTool();
            return switch (type) {
                case SUBMIT -> new EventDetail.PromptSubmitted(true);
                case TOOL_START ->
                    new EventDetail.ToolStarted(
                            "", name.isEmpty() ? UNNAMED_TOOL : name, Optional.empty(), Optional.empty());
                case TOOL_END -> new EventDetail.ToolEnded("", name, Optional.empty());
                case STOP -> new EventDetail.Stopped(0);
            };
        }

        private String boundedTool() {
            String name = tool.orElse("");
            if (name.length() <= LONGEST_TOOL) {
                return name;
            }
            boolean splitsPair = Character.isHighSurrogate(name.charAt(LONGEST_TOOL - 1));
            return name.substring(0, splitsPair ? LONGEST_TOOL - 1 : LONGEST_TOOL);
        }

        private static boolean standsOnTheWire(String id) {
            return !id.isEmpty() && id.indexOf(':') < 0;
        }
    }

    /**
     * The standard input of a hook.
     *
     * @param stamp CLOCK_MONOTONIC ns at the client's start, 0 or more
     * @param pid of the Claude Code process, 0 where unknown
     * @param json not empty; neither copied nor looked into
     */
    record Hook(long stamp, int pid, byte[] json) implements Message {
        public Hook {
            if (stamp < 0 || pid < 0 || json.length == 0) {
                throw new IllegalArgumentException("stamp " + stamp + ", pid " + pid + ", " + json.length + " bytes");
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Hook(long otherStamp, int otherPid, byte[] otherJson)
                    && stamp == otherStamp
                    && pid == otherPid
                    && Arrays.equals(json, otherJson);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Long.hashCode(stamp) + pid) + Arrays.hashCode(json);
        }
    }

    /**
     * The standard input of a status line.
     *
     * @param json not empty; neither copied nor looked into
     */
    record StatusLinePayload(byte[] json) implements Message {
        public StatusLinePayload {
            if (json.length == 0) {
                throw new IllegalArgumentException("no bytes");
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof StatusLinePayload(byte[] otherJson) && Arrays.equals(json, otherJson);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(json);
        }
    }

    /** A question; the daemon answers with one datagram to the address that asked. */
    record Query(What what) implements Message {}

    /** What can be asked. */
    enum What {
        STATUS(WireFormat.ASK_STATUS),
        SESSIONS(WireFormat.ASK_SESSIONS),
        PING(WireFormat.ASK_PING);

        private final String word;

        What(String word) {
            this.word = word;
        }

        /** The word that stands for it on the wire. */
        public String word() {
            return word;
        }

        static Optional<What> of(String word) {
            return switch (word) {
                case WireFormat.ASK_STATUS -> Optional.of(STATUS);
                case WireFormat.ASK_SESSIONS -> Optional.of(SESSIONS);
                case WireFormat.ASK_PING -> Optional.of(PING);
                default -> Optional.empty();
            };
        }
    }
}
