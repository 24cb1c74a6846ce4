package dev.llmbridge.cli;

import dev.llmbridge.client.FastPath;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.demo.Demo;
import dev.llmbridge.demo.DemoException;
import dev.llmbridge.demo.DemoTable;
import dev.llmbridge.demo.LiveDemo;
import dev.llmbridge.demo.Pacing;
import dev.llmbridge.demo.Scenario;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.setup.program.UnknownProgramException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Plays a scenario. Affects the user's own daemon and bar only with {@code --live}. */
@Command(
        name = "demo",
        description = {
            "Simulate sessions and show what the bar would display.",
            "By default, the demo runs a daemon of its own."
        },
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge demo --scenario waiting --pace 2",
            "  waybar-llm-bridge demo --live    on your own bar"
        })
final class DemoCommand extends Verb {
    private static final int STANDARD_INPUT = 0;
    private static final int PIPE_WIDTH = 80;
    private static final double MAX_PACE = 60;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            completionCandidates = Scenarios.class,
            defaultValue = "single-session",
            description = "Scenario: single-session (default), multi-session, waiting or interrupt.")
    // Picocli sets an option that has a default before it runs the command.
    @SuppressWarnings("NullAway.Init")
    String scenario;

    @Option(
            names = "--pace",
            paramLabel = "N",
            defaultValue = "0.5",
            description = "Minimum duration of a step in seconds, 0-60 (default: 0.5).")
    double pace;

    @Option(names = "--interactive", description = "Wait for Enter before each step.")
    boolean interactive;

    @Option(
            names = "--live",
            description =
                    "Use your own daemon and bar. The demo removes its sessions at the end and leaves yours alone.")
    boolean live;

    private final CommonOptions options;
    private final Environment environment;
    private final Libc libc;

    @Inject
    DemoCommand(CommonOptions options, Environment environment, Libc libc) {
        this.options = options;
        this.environment = environment;
        this.libc = libc;
    }

    @Override
    public Integer call() throws DemoException, UnknownProgramException {
        Scenario selected = Scenario.of(scenario).orElseThrow(this::unknownScenario);
        if (!live && (options.statePath.isPresent() || options.sessionsDir.isPresent())) {
            throw usageError("--state-path and --sessions-dir require --live");
        }
        StandardOutput standardOutput = StandardOutput.of(libc, environment);
        DemoTable table = new DemoTable(
                output().stream(), standardOutput.width().orElse(PIPE_WIDTH), standardOutput.useColour(), !live);
        if (live) {
            new LiveDemo(selected, pacing(), table, libc, settings(), this::deliver).run();
        } else {
            new Demo(selected, pacing(), table, icons()).run();
        }
        return ExitCode.DONE;
    }

    /** Defaults to Unicode because few terminal fonts have the glyphs of a Nerd Font. */
    private String icons() {
        return environment.get("LLM_BRIDGE_ICONS").orElse("unicode");
    }

    private Settings settings() {
        return options.settings(spec, environment);
    }

    private boolean deliver(Message message) {
        return FastPath.deliver(libc, environment, options.overrides(), message);
    }

    private Pacing pacing() {
        if (!(pace >= 0 && pace <= MAX_PACE)) {
            throw usageError("--pace must be between 0 and 60 seconds, not " + pace);
        }
        return interactive
                ? new Pacing.OnEnter(System.in, libc.isTerminal(STANDARD_INPUT))
                : new Pacing.Steady(Duration.ofMillis((long) (pace * 1000)));
    }

    private ParameterException unknownScenario() {
        String names = Arrays.stream(Scenario.values()).map(Scenario::toString).collect(Collectors.joining(", "));
        return usageError("unknown scenario '" + scenario + "'; expected one of " + names);
    }

    /** The completion candidates of {@code --scenario}. */
    static final class Scenarios implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Scenario.values()).map(Scenario::toString).iterator();
        }
    }
}
