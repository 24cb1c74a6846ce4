package dev.llmbridge.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One run before a daemon and a bar of its own: sets the stage, plays the scenario, sums up. */
public final class Demo {
    /** Generous: on a busy machine a JVM takes seconds to start. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(15);

    private final Performance performance;
    private final String icons;

    /** @param icons which set of them the bar shows, by its name */
    public Demo(Scenario scenario, Pacing pacing, PrintStream out, DemoTerminal canvas, String icons) {
        this.icons = icons;
        this.performance = new Performance(scenario, pacing, new DemoTable(out, canvas, true));
    }

    /** @throws DemoException where the daemon does not start, or the bar does not show what it should */
    public void run() throws DemoException {
        DemoProgram program = DemoProgram.ofThisProcess();
        performance
                .view()
                .begin(performance.scenario(), "Real payloads and clients; the daemon and the bar are the demo's own.");
        try (Cleanup cleanup = new Cleanup()) {
            DemoStats tally = play(new DemoEnvironment(cleanup, program, PrivateFolder.create(), icons));
            performance.view().end(tally, program.isNative());
        } catch (IOException e) {
            throw new DemoException("the demo cannot go on", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        }
    }

    private DemoStats play(DemoEnvironment stage) throws DemoException, IOException, InterruptedException {
        BlockingQueue<Observation> sightings = new LinkedBlockingQueue<>();
        try (Observers observers = Observers.of(stage.stateFile(), sightings)) {
            awaitBar(stage.bar(), observers);
            awaitDaemon(stage.daemon(), stage.daemonLog(), sightings);
            DemoStats tally = new DemoStats();
            performance.play(new Player(stage.cast(), stage.sessions(), sightings, tally), tally);
            return tally;
        }
    }

    /** Its handler must be there before the daemon looks for bars: none found, it does not look again for a while. */
    private static void awaitBar(Process bar, Observers observers) throws DemoException, IOException {
        var lines = bar.inputReader();
        if (!"ready".equals(lines.readLine())) {
            throw new DemoException("the bar's stand-in did not start; it needs /bin/sh");
        }
        observers.hear(lines);
    }

    /** The last thing of its start that others see: it writes the state file, then signals the bars. */
    private static void awaitDaemon(Process daemon, Path log, BlockingQueue<Observation> sightings)
            throws DemoException, IOException, InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!(sightings.poll(20, TimeUnit.MILLISECONDS) instanceof Observation.SignalSeen)) {
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
