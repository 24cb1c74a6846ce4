package dev.llmbridge.cli.demo;

import dev.llmbridge.posix.Signals;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A folder of the demo's own and the processes that live in it. None of them gets anything of this process'
 * environment. However the demo ends, they end and the folder goes.
 */
final class Stage implements AutoCloseable {
    /** No module of a real bar is likely to use the last one: those bars are signalled as well. */
    static final int SIGNAL = 30;

    private static final long END_MILLIS = 2_000;
    private static final int INTERRUPTED = 130;

    private final Program program;
    private final PrivateFolder folder;
    private final List<Process> processes = new ArrayList<>();
    private boolean closed;

    Stage(Program program, PrivateFolder folder) {
        this.program = program;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "demo-end"));
    }

    Path stateFile() {
        return folder.path().resolve("llm_state.json");
    }

    Path sessions() {
        return folder.path().resolve("llm_sessions");
    }

    Path daemonLog() {
        return folder.path().resolve("daemon.log");
    }

    Process daemon() throws IOException {
        return start(builder(program.call("daemon")).redirectError(daemonLog().toFile()));
    }

    /** A bar as far as the daemon can tell: its name, its handler. */
    Process bar() throws IOException {
        Path bar = Files.createSymbolicLink(folder.path().resolve("waybar"), Path.of("/bin/sh"));
        return start(builder(List.of(
                        bar.toString(),
                        "-c",
                        Payload.Resource.text("bar.sh"),
                        "waybar",
                        stateFile().toString(),
                        Integer.toString(Signals.RTMIN + SIGNAL)))
                .redirectError(Redirect.DISCARD));
    }

    Process client(String verb, byte[] stdin) throws IOException {
        Process client = start(
                builder(program.call(verb)).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD));
        try (OutputStream out = client.getOutputStream()) {
            out.write(stdin);
        } catch (IOException e) {
            // It ended without reading all; its exit code tells whether that was right.
        }
        return client;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.path().toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "HOME",
                        folder.path().toString(),
                        "XDG_RUNTIME_DIR",
                        folder.path().toString(),
                        "LANG",
                        "C.UTF-8",
                        "LLM_BRIDGE_SIGNAL",
                        Integer.toString(SIGNAL),
                        // The viewer may take their time; no client's process lives that would keep the session so.
                        "LLM_BRIDGE_IDLE_AFTER",
                        "1h",
                        "LLM_BRIDGE_REMOVE_AFTER",
                        "2h"));
        return builder;
    }

    private synchronized Process start(ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IOException("the demo is over");
        }
        Process process = builder.start();
        processes.removeIf(earlier -> !earlier.isAlive());
        processes.add(process);
        return process;
    }

    /** Keeps the lock that {@link #close} wants, so that nothing else is said or done in an interrupted demo. */
    private synchronized void interrupted() {
        if (!closed) {
            close();
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        processes.forEach(Process::destroy);
        try {
            for (Process process : processes) {
                if (!process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
            folder.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("waybar-llm-bridge: " + folder.path() + " could not be removed: " + e.getMessage());
        }
    }
}
