package dev.llmbridge.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One run: sets the stage, plays the scenario, sums up. */
public final class Demo {
    /** Generous: on a busy machine a JVM takes seconds to start. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(15);

    private final Scenario scenario;
    private final Pacing pacing;
    private final View view;

    /** @param colourful whether {@code out} is a terminal that may be coloured */
    public Demo(Scenario scenario, Pacing pacing, PrintStream out, boolean colourful) {
        this.scenario = scenario;
        this.pacing = pacing;
        this.view = new View(out, colourful);
    }

    /** @throws DemoFailure where the daemon does not start, or the bar does not show what it should */
    public void run() throws DemoFailure {
        Program program = Program.ofThisProcess();
        view.begin(scenario);
        try (Stage stage = new Stage(program, PrivateFolder.create())) {
            Tally tally = play(stage);
            view.end(tally, program.isNative());
        } catch (IOException e) {
            throw new DemoFailure("the demo cannot go on", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted");
        }
    }

    private Tally play(Stage stage) throws DemoFailure, IOException, InterruptedException {
        BlockingQueue<Sighting> sightings = new LinkedBlockingQueue<>();
        try (Observers observers = Observers.of(stage.stateFile(), sightings)) {
            awaitBar(stage.bar(), observers);
            awaitDaemon(stage.daemon(), stage.daemonLog(), sightings);
            Tally tally = new Tally();
            play(new Player(stage, sightings, tally), tally);
            return tally;
        }
    }

    private void play(Player player, Tally tally) throws DemoFailure, IOException, InterruptedException {
        long begun = System.nanoTime();
        for (Step step : scenario.steps()) {
            if (tally.events() > 0) {
                pacing.await(begun);
            }
            begun = System.nanoTime();
            view.step(step);
            tally.played(show(player, step));
        }
        player.settle();
    }

    private Outcome show(Player player, Step step) throws DemoFailure, IOException, InterruptedException {
        try {
            Outcome outcome = player.play(step);
            view.shown(outcome);
            return outcome;
        } catch (DemoFailure e) {
            view.broken();
            throw e;
        }
    }

    /** Its handler must be there before the daemon looks for bars: none found, it does not look again for a while. */
    private static void awaitBar(Process bar, Observers observers) throws DemoFailure, IOException {
        var lines = bar.inputReader();
        if (!"ready".equals(lines.readLine())) {
            throw new DemoFailure("the bar's stand-in did not start; it needs /bin/sh");
        }
        observers.hear(lines);
    }

    /** The last thing of its start that others see: it writes the state file, then signals the bars. */
    private static void awaitDaemon(Process daemon, Path log, BlockingQueue<Sighting> sightings)
            throws DemoFailure, IOException, InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!(sightings.poll(20, TimeUnit.MILLISECONDS) instanceof Sighting.Signal)) {
            if (!daemon.isAlive() || System.nanoTime() > deadline) {
                throw new DemoFailure("the daemon did not start" + lastLine(log));
            }
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "" : ": " + lines.getLast().replaceFirst("^waybar-llm-bridge: ", "");
    }
}
