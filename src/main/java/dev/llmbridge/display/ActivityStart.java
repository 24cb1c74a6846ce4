package dev.llmbridge.display;

import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import java.time.Instant;
import java.util.Optional;

/** When what a session does began. */
final class ActivityStart {
    /** Empty where not known. */
    static Optional<Instant> of(Overview.SessionEntry entry) {
        return switch (entry.activity()) {
            case Activity.Idle(Optional<Instant> finished) -> finished;
            case Activity.Thinking _ -> entry.session().turnStarted();
            case Activity.ToolUse tool -> Optional.of(tool.since());
            case Activity.Waiting waiting -> Optional.of(waiting.since());
            case Activity.Compacting compacting -> Optional.of(compacting.since());
            case Activity.Failed _ -> entry.session().finished();
        };
    }

    private ActivityStart() {}
}
