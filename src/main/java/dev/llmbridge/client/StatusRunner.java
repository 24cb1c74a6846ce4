package dev.llmbridge.client;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.IgnoredSignals;
import dev.llmbridge.posix.InheritedPipes;
import dev.llmbridge.posix.Libc;
import java.util.List;

/** Runs {@code status}, once or with {@code --follow}. */
final class StatusRunner {
    private static final int DONE = 0;
    private static final int USAGE = 64;

    private static final String FOLLOWER_PROCESS_NAME = "llm-follow";

    private final Libc libc;
    private final Environment environment;
    private final Output output;

    StatusRunner(Libc libc, Environment environment, Output output) {
        this.libc = libc;
        this.environment = environment;
        this.output = output;
    }

    /** Prints the status; returns the exit code. */
    int run(CliOverrides options, StatusFormat format, boolean follow) {
        if (follow) {
            IgnoredSignals.ignoreAllAndRename(libc, FOLLOWER_PROCESS_NAME);
            InheritedPipes.close(libc);
        }
        SettingsReader.SettingsResult reading = SettingsReader.read(options, environment);
        if (!reading.problems().isEmpty()) {
            return usageError(reading.problems());
        }
        Settings settings = reading.settings();
        RenderOptions.ParsedOptions renderOptions = RenderOptions.read(settings.appearance());
        if (!renderOptions.problems().isEmpty()) {
            return usageError(renderOptions.problems());
        }
        StatusClient client = new StatusClient(libc, settings, renderOptions.options());
        if (follow) {
            new StatusFollower(libc, settings, client, format).run();
            return DONE;
        }
        output.print(client.answer(format, client.daemonPid(), false).text());
        return DONE;
    }

    private int usageError(List<String> problems) {
        output.printError("waybar-llm-bridge: " + problems.getFirst());
        return USAGE;
    }
}
