package dev.llmbridge.client;

import dev.llmbridge.config.CliOverrides;
import java.util.List;
import java.util.Optional;

/** An invocation of the program, as parsed before Quarkus starts. */
sealed interface Invocation {
    /** {@code event}. Unknown arguments are ignored: a hook must not fail because of an option. */
    record EventInvocation(
            CliOverrides options, Optional<String> type, Optional<String> tool, Optional<String> sessionId)
            implements Invocation {}

    /** {@code statusline}; {@code color} is the unchecked value of the option. */
    record StatusLineInvocation(CliOverrides options, Optional<String> color) implements Invocation {}

    /** {@code statusline} with the command that prints the user's own status line. */
    record TeeInvocation(CliOverrides options, List<String> command) implements Invocation {
        public TeeInvocation {
            command = List.copyOf(command);
        }
    }

    /** {@code status}, printed once or, with {@code follow}, after each change as well. */
    record StatusInvocation(CliOverrides options, StatusFormat format, boolean follow) implements Invocation {}

    /** No verb, and only common options: an event if standard input is JSON, otherwise a usage error. */
    record NoVerb(CliOverrides options) implements Invocation {}

    /** An invocation that is left to Picocli. */
    record Unhandled() implements Invocation {}
}
