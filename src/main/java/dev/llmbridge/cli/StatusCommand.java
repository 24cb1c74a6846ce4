package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.hook.FastClients;
import dev.llmbridge.posix.Libc;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Only describes {@code status}: a call without mistakes has been answered before Quarkus started. */
@Command(
        name = "status",
        description = "Prints what the bar shows as one line of JSON, for Waybar's exec.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
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
        return FastClients.status(libc, environment, options.asSettings());
    }
}
