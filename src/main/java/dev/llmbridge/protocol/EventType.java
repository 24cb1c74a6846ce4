package dev.llmbridge.protocol;

import java.util.Optional;

/** The type of an EVENT message. */
public enum EventType {
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
