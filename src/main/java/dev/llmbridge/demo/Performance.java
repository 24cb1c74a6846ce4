package dev.llmbridge.demo;

import java.io.IOException;

/** A scenario, step by step, before a viewer. */
record Performance(Scenario scenario, Pacing pacing, DemoTable view) {
    void play(Performer performer, DemoStats tally) throws DemoException, IOException, InterruptedException {
        long begun = System.nanoTime();
        for (Step step : scenario.steps()) {
            if (tally.events() > 0) {
                view.await(pacing, begun);
            }
            begun = System.nanoTime();
            view.step(step);
            tally.played(show(performer, step));
        }
        performer.settle();
    }

    private Outcome show(Performer performer, Step step) throws DemoException, IOException, InterruptedException {
        try {
            Outcome outcome = performer.play(step);
            view.shown(outcome);
            return outcome;
        } catch (DemoException e) {
            view.broken();
            throw e;
        }
    }
}
