package dev.llmbridge.cli;

import dev.llmbridge.cli.demo.Demo;
import dev.llmbridge.cli.demo.DemoFailure;
import dev.llmbridge.cli.demo.Pacing;
import dev.llmbridge.cli.demo.Scenario;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Libc;
import jakarta.inject.Inject;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the program at work without touching the user's own daemon, bar or sessions. */
@Command(
        name = "demo",
        description = "Plays sessions of Claude Code to a daemon of its own and shows what the bar would.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int STANDARD_OUTPUT = 1;
    private static final double MAX_PACE = 60;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            completionCandidates = Scenarios.class,
            defaultValue = "single-session",
            description = "single-session (the default), multi-session or waiting.")
    String scenario;

    @Option(
            names = "--pace",
            paramLabel = "N",
            defaultValue = "0.5",
            description = "Seconds a step takes at least, 0-60 (default 0.5).")
    double pace;

    @Option(names = "--interactive", description = "Goes on when you press Enter.")
    boolean interactive;

    private final Environment environment;
    private final Libc libc;

    @Inject
    DemoCommand(Environment environment, Libc libc) {
        this.environment = environment;
        this.libc = libc;
    }

    @Override
    public Integer call() throws DemoFailure {
        Scenario known = Scenario.of(scenario).orElseThrow(this::unknownScenario);
        // Icons are not in every locale's character set.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        new Demo(known, pacing(), out, colourful()).run();
        return ExitCode.DONE;
    }

    private Pacing pacing() {
        if (!(pace >= 0 && pace <= MAX_PACE)) {
            throw new ParameterException(spec.commandLine(), "--pace takes 0 to 60 seconds, and was given " + pace);
        }
        return interactive ? new Pacing.OnEnter(System.in) : new Pacing.Steady(Duration.ofMillis((long) (pace * 1000)));
    }

    private boolean colourful() {
        return libc.isTerminal(STANDARD_OUTPUT)
                && environment.get("NO_COLOR").isEmpty()
                && !environment.get("TERM").orElse("dumb").equals("dumb");
    }

    private ParameterException unknownScenario() {
        String names = Arrays.stream(Scenario.values()).map(Scenario::toString).collect(Collectors.joining(", "));
        return new ParameterException(
                spec.commandLine(), "--scenario takes one of " + names + ", and was given '" + scenario + "'");
    }

    /** What shells offer for the scenario. */
    static final class Scenarios implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Scenario.values()).map(Scenario::toString).iterator();
        }
    }
}
