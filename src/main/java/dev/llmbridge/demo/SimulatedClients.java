package dev.llmbridge.demo;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.setup.program.ProgramCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The simulated clients. Each has a process that exits with the demo, even if the demo is killed; the daemon detects
 * that as it does for a real client.
 */
final class SimulatedClients {
    /** Generous because a JVM takes seconds to start on a busy machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Cleanup cleanup;
    private final ProgramCommand program;
    private final ClientEnvironment clientEnvironment;
    private final Consumer<SimulatedClient> beforeExit;
    private final Map<Step.Role, SimulatedClient> clients = new EnumMap<>(Step.Role.class);

    /**
     * Where processes and clients run.
     *
     * @param environment the complete environment of each process
     * @param current the working directory of each process
     * @param projects the prefix of the sessions' working directories
     * @param files the directory of the clients' own session files
     */
    record ClientEnvironment(Map<String, String> environment, Path current, String projects, Path files) {
        /** Prepares a process that inherits nothing from this process's environment. */
        ProcessBuilder process(List<String> command) {
            ProcessBuilder builder = new ProcessBuilder(command).directory(current.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return builder;
        }
    }

    /** @param beforeExit called for each client at the end of the demo, before the client's process exits */
    SimulatedClients(
            Cleanup cleanup,
            ProgramCommand program,
            ClientEnvironment clientEnvironment,
            Consumer<SimulatedClient> beforeExit) {
        this.cleanup = cleanup;
        this.program = program;
        this.clientEnvironment = clientEnvironment;
        this.beforeExit = beforeExit;
    }

    /** Returns the client in that role and starts its process on first use. */
    SimulatedClient client(Step.Role role) throws IOException {
        SimulatedClient known = clients.get(role);
        if (known != null) {
            return known;
        }
        Process process = cleanup.start(clientEnvironment.process(List.of("/bin/sh", "-c", "read -r _")));
        int pid = (int) process.pid();
        long startTime = new ProcFs()
                .startTime(pid)
                .orElseThrow(() -> new IOException("the process of a simulated client did not start"));
        String session = new UUID(startTime, pid).toString();
        SimulatedClient client =
                new SimulatedClient(session, clientEnvironment.projects() + role.directory(), pid, startTime);
        clients.put(role, client);
        cleanup.atEnd(() -> beforeExit.accept(client));
        return client;
    }

    /**
     * Updates the client's session file and runs the step's call to its end.
     *
     * @return the duration of the call in ns
     */
    OptionalLong play(Step step) throws DemoException, IOException, InterruptedException {
        SimulatedClient client = client(step.role());
        Optional<String> status = step.status();
        if (status.isPresent()) {
            cleanup.atEnd(() -> client.removeSessionFile(clientEnvironment.files()));
            if (status.get().equals(Step.NO_FILE)) {
                client.removeSessionFile(clientEnvironment.files());
            } else {
                client.writeSessionFile(clientEnvironment.files(), status.get(), System.currentTimeMillis());
            }
        }
        if (step.call().isEmpty()) {
            return OptionalLong.empty();
        }
        long start = System.nanoTime();
        Process process = start(step.call().get(), client);
        if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new DemoException(step.title() + ": the client did not exit within " + TIMEOUT.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw new DemoException(step.title() + ": the client exited " + process.exitValue());
        }
        return OptionalLong.of(System.nanoTime() - start);
    }

    /** Starts the program as the client would. */
    Process start(Step.ClientCall call, SimulatedClient client) throws IOException {
        ProcessBuilder builder = clientEnvironment
                .process(program.call(List.of(call.verb())))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().put(Environment.CLIENT_PID, Integer.toString(client.pid()));
        Process process = cleanup.start(builder);
        try (OutputStream out = process.getOutputStream()) {
            out.write(call.payload().bytes(client));
        } catch (IOException e) {
            // It exited without reading everything; the exit code shows whether it failed.
        }
        return process;
    }
}
