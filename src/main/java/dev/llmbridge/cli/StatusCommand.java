package dev.llmbridge.cli;

import dev.llmbridge.client.FastPath;
import dev.llmbridge.client.StatusFormat;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Libc;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Describes {@code status} for Picocli's help. Nearly all valid invocations are handled before Quarkus starts. */
@Command(
        name = "status",
        description = "Print the bar's state as one line of JSON for Waybar.",
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge status",
            "  waybar-llm-bridge --format '{icon} {activity}' status",
            "  waybar-llm-bridge status --follow",
            "  waybar-llm-bridge status --plain --follow"
        })
final class StatusCommand extends Verb {
    @ArgGroup
    @Nullable
    OutputFormat outputFormat;

    @Option(
            names = "--follow",
            description = "Print a line at once and after each change, until the reader or the parent process exits.")
    boolean follow;

    private final CommonOptions options;
    private final Environment environment;
    private final Libc libc;

    @Inject
    StatusCommand(CommonOptions options, Environment environment, Libc libc) {
        this.options = options;
        this.environment = environment;
        this.libc = libc;
    }

    @Override
    public Integer call() {
        StatusFormat wanted =
                outputFormat == null ? StatusFormat.BAR : outputFormat.plain ? StatusFormat.PLAIN : StatusFormat.JSON;
        return FastPath.status(libc, environment, options.overrides(), wanted, follow);
    }

    /** The mutually exclusive output formats. */
    static final class OutputFormat {
        @Option(names = "--plain", description = "Print only the text, without markup.")
        boolean plain;

        @Option(
                names = "--json",
                description = "Print everything known about every session; with --follow, on one line.")
        boolean json;
    }
}
