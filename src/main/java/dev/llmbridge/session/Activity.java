package dev.llmbridge.session;

import java.time.Instant;
import java.util.Optional;

/** What a session is doing. */
public sealed interface Activity {
    /** Nothing to do; {@code finished} is the end of its last turn, where one was seen. */
    record Idle(Optional<Instant> finished) implements Activity {}

    /** The model is at work; {@code inBackground} counts tasks that outlived the turn that started them. */
    record Thinking(int inBackground) implements Activity {}

    /** The newest tool that still runs. {@code detail} is there only where the user asked for it. */
    record ToolUse(String name, Optional<String> detail, Instant since) implements Activity {}

    /** Nothing goes on until the user acts. {@code tool} is the tool that asks, where known. */
    record Waiting(Reason reason, Optional<String> tool, Instant since) implements Activity {}

    /** The conversation is being compacted. */
    record Compacting(Instant since) implements Activity {}

    /** The turn ended with an error; stays until the next prompt. */
    record Failed(String message) implements Activity {}

    /** What a waiting session wants of its user. */
    enum Reason {
        PERMISSION,
        QUESTION,
        PLAN,
        INPUT
    }
}
