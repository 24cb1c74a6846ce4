package dev.llmbridge.protocol;

import java.util.Optional;

/** What an EVENT message says. */
public enum EventType {
    SUBMIT(Words.SUBMIT),
    TOOL_START(Words.TOOL_START),
    TOOL_END(Words.TOOL_END),
    STOP(Words.STOP);

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
            case Words.SUBMIT -> Optional.of(SUBMIT);
            case Words.TOOL_START -> Optional.of(TOOL_START);
            case Words.TOOL_END -> Optional.of(TOOL_END);
            case Words.STOP -> Optional.of(STOP);
            default -> Optional.empty();
        };
    }
}
