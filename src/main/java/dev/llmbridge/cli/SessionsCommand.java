package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.display.SessionListing;
import dev.llmbridge.posix.Libc;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sessions",
        description = "List all sessions, most urgent first.",
        footer = {"", "Examples:", "  waybar-llm-bridge sessions", "  waybar-llm-bridge sessions --json | jq ."})
final class SessionsCommand extends Verb {
    @Option(names = "--json", description = "Print the sessions as one line of JSON.")
    boolean json;

    private final CommonOptions options;
    private final Environment environment;
    private final Libc libc;

    @Inject
    SessionsCommand(CommonOptions options, Environment environment, Libc libc) {
        this.options = options;
        this.environment = environment;
        this.libc = libc;
    }

    @Override
    public Integer call() {
        Instant now = Instant.now();
        SessionList sessions = new KnownSessions(libc, options.settings(spec, environment)).at(now);
        VerbOutput output = output();
        output.print(json ? asJson(sessions) : listing().render(sessions, now.getEpochSecond()));
        return output.exitCode();
    }

    private static String asJson(SessionList sessions) {
        return new String(sessions.toJson(Integer.MAX_VALUE), StandardCharsets.UTF_8) + "\n";
    }

    private SessionListing listing() {
        StandardOutput standardOutput = StandardOutput.of(libc, environment);
        return new SessionListing(standardOutput.width().orElse(SessionListing.UNBOUNDED), standardOutput.useColour());
    }
}
