package dev.llmbridge.cli;

import dev.llmbridge.client.FastPath;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.Message.EventType;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs {@code event} on a terminal, where options, not JSON on standard input, describe the event. */
@Command(
        name = "event",
        description = {
            "Send an event to the daemon.",
            "As a Claude Code hook, it needs no options: it sends the JSON from standard input, prints nothing and"
                    + " always exits 0.",
            "If standard input contains no JSON, the options describe the event to send."
        },
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge event --type tool-start --tool Bash --session-id try",
            "  waybar-llm-bridge event --type stop --session-id try"
        })
final class EventCommand extends Verb {
    @Option(
            names = "--type",
            paramLabel = "TYPE",
            completionCandidates = TypeCandidates.class,
            description = "Event type: submit, tool-start, tool-end or stop.")
    Optional<String> type = Optional.empty();

    @Option(names = "--tool", paramLabel = "NAME", description = "Tool that starts or ends.")
    Optional<String> tool = Optional.empty();

    @Option(names = "--session-id", paramLabel = "ID", description = "Session ID ($CLAUDE_CODE_SESSION_ID).")
    Optional<String> sessionId = Optional.empty();

    @Option(
            names = "--payload",
            hidden = true,
            paramLabel = "JSON",
            description = "Accepted for compatibility with version 0.1; ignored.")
    Optional<String> payload = Optional.empty();

    private final CommonOptions options;
    private final Environment environment;
    private final Libc libc;

    @Inject
    EventCommand(CommonOptions options, Environment environment, Libc libc) {
        this.options = options;
        this.environment = environment;
        this.libc = libc;
    }

    @Override
    public Integer call() {
        EventType known = type.flatMap(EventType::of).orElseThrow(this::unknownType);
        boolean delivered = FastPath.typedEvent(libc, environment, options.overrides(), known, tool, sessionId);
        return delivered ? ExitCode.DONE : undelivered("the event", options.settings(spec, environment));
    }

    private ParameterException unknownType() {
        String problem = type.map(text -> "unknown event type '" + text + "'").orElse("missing --type");
        return usageError(problem + "; expected submit, tool-start, tool-end or stop");
    }

    /** The completion candidates of {@code --type}. */
    static final class TypeCandidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(EventType.values()).map(EventType::word).iterator();
        }
    }
}
