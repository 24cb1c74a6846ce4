package dev.llmbridge.cli;

import dev.llmbridge.agent.claude.Transcript;
import dev.llmbridge.agent.claude.Transcript.UnreadableTranscriptException;
import dev.llmbridge.agent.claude.TranscriptUsage;
import dev.llmbridge.client.FastPath;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.Message;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sync-usage",
        description = {
            "Send the usage found in a transcript to the daemon.",
            "This is for sessions without a status line. The command reads the tokens of the newest message and, if"
                    + " recorded, the cost. It reads at most the last 1 MiB of the transcript."
        },
        footer = {"", "Example:", "  waybar-llm-bridge sync-usage --log-path ~/.claude/projects/-work/0a1b.jsonl"})
final class SyncUsageCommand extends Verb {
    @Option(
            names = "--log-path",
            paramLabel = "FILE",
            required = true,
            description = "The transcript to read, in JSON Lines format.")
    // Picocli sets a required option before it runs the command.
    @SuppressWarnings("NullAway.Init")
    Path file;

    private final CommonOptions options;
    private final Environment environment;
    private final Libc libc;

    @Inject
    SyncUsageCommand(CommonOptions options, Environment environment, Libc libc) {
        this.options = options;
        this.environment = environment;
        this.libc = libc;
    }

    @Override
    public Integer call() throws UnreadableTranscriptException {
        Settings settings = options.settings(spec, environment);
        VerbOutput output = output();
        Transcript transcript = Transcript.read(environment
                .absolute(file)
                .orElseThrow(() -> new UnreadableTranscriptException(Environment.DIRECTORY_WAS_DELETED)));
        TranscriptUsage usage = transcript.usage().orElseThrow(() -> noMessage(transcript));
        if (!FastPath.deliver(libc, environment, options.overrides(), message(usage, settings))) {
            return undelivered("the usage", settings);
        }
        output.println(usage.summary() + skipped(transcript));
        return ExitCode.DONE;
    }

    private UnreadableTranscriptException noMessage(Transcript transcript) {
        return new UnreadableTranscriptException(
                file + " contains no message from the session's own model (those from subagents do not count)"
                        + skipped(transcript));
    }

    private static String skipped(Transcript transcript) {
        return switch (transcript.skipped()) {
            case 0 -> "";
            case 1 -> "; 1 line skipped";
            default -> "; " + transcript.skipped() + " lines skipped";
        };
    }

    private Message message(TranscriptUsage usage, Settings settings) {
        TranscriptUsage current = new KnownSessions(libc, settings)
                .at(Instant.now()).rows().stream()
                        .filter(row -> row.id().equals(usage.id().value()))
                        .findFirst()
                        .map(row -> usage.withoutOutdatedValues(row.costUsd(), row.model()))
                        .orElse(usage);
        return new Message.StatusLinePayload(current.toStatusLine());
    }
}
