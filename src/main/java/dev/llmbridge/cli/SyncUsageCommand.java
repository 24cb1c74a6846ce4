package dev.llmbridge.cli;

import dev.llmbridge.agent.claude.Transcript;
import dev.llmbridge.agent.claude.TranscriptUsage;
import dev.llmbridge.cli.TranscriptFile.Unreadable;
import dev.llmbridge.client.FastPath;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.SessionRow;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.Message;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "sync-usage",
        description = {
            "Read a session's usage from its transcript, if you use no status line.",
            "Reads the tokens of the newest message and, if recorded, the cost, from at most the last 1 MiB."
        },
        footer = {"", "Example:", "  waybar-llm-bridge sync-usage --log-path ~/.claude/projects/-work/0a1b.jsonl"})
final class SyncUsageCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--log-path",
            paramLabel = "FILE",
            required = true,
            description = "Transcript in JSON Lines format.")
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
    public Integer call() throws Unreadable {
        SettingsReader.SettingsReading reading = SettingsReader.read(options.asSettings(), environment);
        if (!reading.problems().isEmpty()) {
            throw new ParameterException(spec.commandLine(), reading.problems().getFirst());
        }
        Transcript transcript = new TranscriptFile(file).read();
        TranscriptUsage usage = transcript
                .usage()
                .orElseThrow(() -> new Unreadable(file + " contains no message from the session's model"
                        + SyncedUsage.skipped(transcript.skipped())));
        Message news = new Message.StatusLinePayload(
                SyncedUsage.news(usage, known(reading, usage)).toStatusLine());
        PrintWriter out = spec.commandLine().getOut();
        if (!FastPath.deliver(libc, environment, options.asSettings(), news)) {
            throw new Unreadable(notDelivered(reading.settings()));
        }
        out.println(SyncedUsage.line(usage, transcript.skipped()));
        return ExitCode.DONE;
    }

    private static String notDelivered(Settings settings) {
        return settings.missingFolder()
                .map(folder -> folder + " does not exist; set XDG_RUNTIME_DIR")
                .orElse("could not update the daemon or the session files; check that the daemon is running");
    }

    private Optional<SessionRow> known(SettingsReader.SettingsReading reading, TranscriptUsage usage) {
        return new KnownSessions(libc, reading.settings())
                .at(Instant.now()).rows().stream()
                        .filter(row -> row.id().equals(usage.id().value()))
                        .findFirst();
    }
}
