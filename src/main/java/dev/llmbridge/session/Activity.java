package dev.llmbridge.session;

import java.time.Instant;
import java.util.Optional;

/** What a session is doing. */
public sealed interface Activity {
    /**
     * Nothing to do; {@code finished} is the end of the last turn, if one was seen, and {@code shells} counts the
     * commands that it left running.
     */
    record Idle(Optional<Instant> finished, int shells) implements Activity {}

    /** The model is working; {@code inBackground} counts the tasks that outlived the turn that started them. */
    record Thinking(int inBackground) implements Activity {}

    /** The newest running tool. {@code detail} is present only if the user enabled details. */
    record ToolUse(String name, Optional<String> detail, Instant since) implements Activity {}

    /** The session is blocked until the user acts. {@code tool} is the tool that asks, if known. */
    record Waiting(Reason reason, Optional<String> tool, Instant since) implements Activity {}

    /** The conversation is being compacted. */
    record Compacting(Instant since) implements Activity {}

    /** The turn ended with an error; this state lasts until the session continues. */
    record Failed(String message) implements Activity {}

    /** What a waiting session needs from the user. */
    enum Reason {
        PERMISSION,
        QUESTION,
        PLAN,
        INPUT
    }
}
