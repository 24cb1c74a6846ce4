package dev.llmbridge.client;

import dev.llmbridge.config.CliOverrides;
import java.util.List;
import java.util.Optional;

/** A call of the program, as far as the clients before Quarkus understand it. */
sealed interface Invocation {
    /** {@code event}. Whatever else stands on its command line is ignored: a hook never fails over an option. */
    record EventCall(CliOverrides options, Optional<String> type, Optional<String> tool, Optional<String> sessionId)
            implements Invocation {}

    /** {@code statusline}; {@code color} is the option's word, understood or not. */
    record StatusLineCall(CliOverrides options, Optional<String> color) implements Invocation {}

    /** {@code statusline} around the command that makes the user's own status line. */
    record TeeCall(CliOverrides options, List<String> command) implements Invocation {
        public TeeCall {
            command = List.copyOf(command);
        }
    }

    /** {@code status}, once or for as long as somebody reads it. */
    record StatusCall(CliOverrides options, StatusFormat form, boolean follow) implements Invocation {}

    /** No verb and nothing unknown: an event if JSON comes, else a mistake. */
    record NoVerb(CliOverrides options) implements Invocation {}

    /** Not ours: Picocli's to answer. */
    record Unhandled() implements Invocation {}
}
