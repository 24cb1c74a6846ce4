package dev.llmbridge.protocol;

import java.util.Optional;

/** What an EVENT message says. */
public enum EventType {
    SUBMIT(WireFormat.SUBMIT),
    TOOL_START(WireFormat.TOOL_START),
    TOOL_END(WireFormat.TOOL_END),
    STOP(WireFormat.STOP);

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    /** The word that stands for it, on the wire and on the command line. */
    public String word() {
        return word;
    }

    /** The type of a word, matched exactly. */
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
