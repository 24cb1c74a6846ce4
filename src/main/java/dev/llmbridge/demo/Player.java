package dev.llmbridge.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Plays steps and waits for their effect on the bar. */
interface Player {
    /**
     * The effect of a step. All times are in ns.
     *
     * @param shown what the bar shows
     * @param client from the client's start to its exit, which is how long Claude Code waits; empty if none ran
     * @param toFile from the event to the state file; empty if the time of the event is unknown
     * @param toSignal from the event until the bar has read that file; empty for the same reason, or if no signal was
     *     due
     */
    record Outcome(BarOutput shown, OptionalLong client, OptionalLong toFile, OptionalLong toSignal) {}

    /** @throws DemoException if the bar does not show the expected state in time */
    Outcome play(Step step) throws DemoException, IOException, InterruptedException;

    /** Waits until no more effects of the last step can follow. */
    void settle() throws InterruptedException;

    /** Plays the scenario and prints each step; returns the effects of the steps. */
    default List<Outcome> play(Scenario scenario, Pacing pacing, DemoTable table)
            throws DemoException, IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        long start = System.nanoTime();
        for (Step step : scenario.steps()) {
            if (!outcomes.isEmpty()) {
                table.await(pacing, start);
            }
            start = System.nanoTime();
            table.begin(step);
            try {
                Outcome outcome = play(step);
                table.end(outcome);
                outcomes.add(outcome);
            } catch (DemoException e) {
                table.abort();
                throw e;
            }
        }
        settle();
        return outcomes;
    }
}
