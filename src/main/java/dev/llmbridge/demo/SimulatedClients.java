package dev.llmbridge.demo;

import dev.llmbridge.posix.ProcFs;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The clients that are played. Behind each is a process that lives as long as the demo does, and ends with it even where
 * that is killed: the daemon sees it go, as it would a real client.
 */
final class SimulatedClients {
    private static final String PID = "CLAUDE_PID";

    private final Cleanup cleanup;
    private final DemoProgram program;
    private final Surroundings surroundings;
    private final Map<Role, SimulatedClient> actors = new EnumMap<>(Role.class);

    /**
     * Where clients live.
     *
     * @param environment all that their processes get
     * @param current folder in which they are started
     * @param projects beginning of the sessions' own folders
     * @param files folder of the clients' own files
     */
    record Surroundings(Map<String, String> environment, Path current, String projects, Path files) {}

    /** What is to be done before an actor's process ends. */
    @FunctionalInterface
    interface Farewell {
        void of(SimulatedClient actor) throws IOException;
    }

    SimulatedClients(Cleanup cleanup, DemoProgram program, Surroundings surroundings) {
        this.cleanup = cleanup;
        this.program = program;
        this.surroundings = surroundings;
    }

    /** The one in that role; at first its process is started. */
    SimulatedClient actor(Role role, Farewell farewell) throws IOException {
        SimulatedClient known = actors.get(role);
        if (known != null) {
            return known;
        }
        Process life = cleanup.start(builder(List.of("/bin/sh", "-c", "read -r _")));
        int pid = (int) life.pid();
        SimulatedClient actor = new SimulatedClient(
                UUID.randomUUID().toString(),
                surroundings.projects() + role.folder(),
                pid,
                new ProcFs().startTime(pid).orElseThrow(() -> new IOException("a client's stand-in did not start")));
        actors.put(role, actor);
        cleanup.atEnd(() -> farewell.of(actor));
        return actor;
    }

    /** Starts what a client runs. */
    Process call(Step.ClientCall call, SimulatedClient actor) throws IOException {
        ProcessBuilder builder = builder(program.call(call.verb().word()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().put(PID, Integer.toString(actor.pid()));
        Process client = cleanup.start(builder);
        try (OutputStream out = client.getOutputStream()) {
            out.write(call.payload().bytes(actor));
        } catch (IOException e) {
            // It ended without reading all; its exit code tells whether that was right.
        }
        return client;
    }

    void say(SimulatedClient actor, String status) throws IOException {
        SimulatedSessionFile file = new SimulatedSessionFile(surroundings.files(), actor);
        cleanup.atEnd(file::remove);
        file.say(status, System.currentTimeMillis());
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(surroundings.current().toFile());
        builder.environment().clear();
        builder.environment().putAll(surroundings.environment());
        return builder;
    }
}
