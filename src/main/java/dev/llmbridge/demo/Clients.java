package dev.llmbridge.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Does what clients do in a step. */
final class Clients {
    /** Generous: on a busy machine a JVM takes seconds to start. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SimulatedClients cast;
    private final SimulatedClients.Farewell farewell;

    /** @param farewell what each client's session needs at its end */
    Clients(SimulatedClients cast, SimulatedClients.Farewell farewell) {
        this.cast = cast;
        this.farewell = farewell;
    }

    SimulatedClient actor(Role role) throws IOException {
        return cast.actor(role, farewell);
    }

    /**
     * Lets the client's file say what it comes to say, then runs the step's program to its end.
     *
     * @return how long the program ran, in ns
     */
    OptionalLong play(Step step) throws DemoException, IOException, InterruptedException {
        SimulatedClient actor = actor(step.role());
        Optional<String> status = step.says();
        if (status.isPresent()) {
            cast.say(actor, status.get());
        }
        return step.call().isPresent()
                ? OptionalLong.of(call(step.title(), step.call().get(), actor))
                : OptionalLong.empty();
    }

    private long call(String title, Step.ClientCall call, SimulatedClient actor)
            throws DemoException, IOException, InterruptedException {
        long start = System.nanoTime();
        Process client = cast.call(call, actor);
        if (!client.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new DemoException(title + ": the client did not end");
        }
        if (client.exitValue() != 0) {
            throw new DemoException(title + ": the client exited " + client.exitValue());
        }
        return System.nanoTime() - start;
    }
}
