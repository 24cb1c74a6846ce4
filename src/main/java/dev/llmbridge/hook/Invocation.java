package dev.llmbridge.hook;

import dev.llmbridge.config.CommandLine;
import java.util.Optional;

/** A call of the program, as far as the clients before Quarkus understand it. */
sealed interface Invocation {
    /** {@code event}. Whatever else stands on its command line is ignored: a hook never fails over an option. */
    record Event(CommandLine options, Optional<String> type, Optional<String> tool, Optional<String> sessionId)
            implements Invocation {}

    /** {@code statusline}. */
    record StatusLine(CommandLine options) implements Invocation {}

    /** {@code status}, with no option of its own. */
    record Status(CommandLine options) implements Invocation {}

    /** No verb and nothing unknown: an event if JSON comes, else a mistake. */
    record NoVerb(CommandLine options) implements Invocation {}

    /** Not ours: Picocli's to answer. */
    record Foreign() implements Invocation {}
}
