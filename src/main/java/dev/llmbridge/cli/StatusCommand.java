package dev.llmbridge.cli;

import dev.llmbridge.client.FastPath;
import dev.llmbridge.client.StatusFormat;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Libc;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Only describes {@code status}: a call without mistakes has been answered before Quarkus started. */
@Command(
        name = "status",
        description = "Prints what the bar shows as one line of JSON, for Waybar's exec.",
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge status",
            "  waybar-llm-bridge --format '{icon} {activity}' status",
            "  waybar-llm-bridge status --follow",
            "  waybar-llm-bridge status --plain --follow"
        })
final class StatusCommand implements Callable<Integer> {
    @ArgGroup
    Form form;

    @Option(
            names = "--follow",
            description = "Prints a line now and at each change, until nobody reads it or the parent is gone.")
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
        StatusFormat wanted = form == null ? StatusFormat.BAR : form.plain ? StatusFormat.PLAIN : StatusFormat.JSON;
        return FastPath.status(libc, environment, options.asSettings(), wanted, follow);
    }

    /** One of these at most. */
    static final class Form {
        @Option(names = "--plain", description = "The text alone, without markup.")
        boolean plain;

        @Option(names = "--json", description = "All that is known, of every session; with --follow on one line.")
        boolean json;
    }
}
