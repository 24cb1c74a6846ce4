package dev.llmbridge.demo;

import dev.llmbridge.demo.Observers.Observation;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.UnknownProgramException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A run with the demo's own daemon and bar: starts them, plays the scenario and prints a summary. */
public final class Demo {
    /** Generous because a JVM takes seconds to start on a busy machine. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(15);

    private final Scenario scenario;
    private final Pacing pacing;
    private final DemoTable table;
    private final String icons;

    /** @param icons the name of the bar's icon set */
    public Demo(Scenario scenario, Pacing pacing, DemoTable table, String icons) {
        this.scenario = scenario;
        this.pacing = pacing;
        this.table = table;
        this.icons = icons;
    }

    /** @throws DemoException if the daemon does not start, or if the bar does not show the expected state */
    public void run() throws DemoException, UnknownProgramException {
        ProgramCommand program = ProgramCommand.ofThisProcess();
        table.begin(scenario, "Plays recorded payloads through real clients to a private daemon and bar.");
        try (Cleanup cleanup = new Cleanup()) {
            play(new DemoEnvironment(cleanup, program, icons), program.isNative());
        } catch (IOException e) {
            throw new DemoException("the demo failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        }
    }

    private void play(DemoEnvironment environment, boolean isNative)
            throws DemoException, IOException, InterruptedException {
        BlockingQueue<Observation> observations = new LinkedBlockingQueue<>();
        try (Observers observers = Observers.of(environment.stateFile(), observations)) {
            awaitBar(environment.bar(), observers);
            awaitDaemon(environment.daemon(), environment.daemonLog(), observations);
            var player = new IsolatedPlayer(environment.clients(), environment.sessions(), observations);
            List<Player.Outcome> outcomes = player.play(scenario, pacing, table);
            table.summarize(outcomes, player.signals(), isNative);
        }
    }

    /**
     * The bar needs its handler before the daemon starts: a daemon that finds no bar does not look again for a while.
     */
    private static void awaitBar(Process bar, Observers observers) throws DemoException, IOException {
        var lines = bar.inputReader();
        if (!"ready".equals(lines.readLine())) {
            throw new DemoException("the simulated bar did not start; it needs /bin/sh");
        }
        observers.readFrom(lines);
    }

    /** Waits for the last visible step of the start: the daemon writes the state file, then signals the bars. */
    private static void awaitDaemon(Process daemon, Path log, BlockingQueue<Observation> observations)
            throws DemoException, IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!(observations.poll(20, TimeUnit.MILLISECONDS) instanceof Observation.SignalSeen)) {
            if (!daemon.isAlive() || System.nanoTime() > deadline) {
                throw new DemoException("the daemon did not start" + lastLine(log));
            }
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "" : ": " + lines.getLast().replaceFirst("^waybar-llm-bridge: ", "");
    }
}
