package dev.llmbridge.demo;

import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.setup.program.ProgramCommand;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo's private runtime directory, mode 0700, and the processes that use it. They inherit nothing from this
 * process's environment.
 */
final class DemoEnvironment {
    /** The highest signal. Real bars receive it as well, but are unlikely to use it. */
    static final RealTimeSignal SIGNAL = new RealTimeSignal(RealTimeSignal.MAX);

    private final Cleanup cleanup;
    private final ProgramCommand program;
    private final Path directory;
    private final SimulatedClients.ClientEnvironment clientEnvironment;

    DemoEnvironment(Cleanup cleanup, ProgramCommand program, String icons) throws IOException {
        this.cleanup = cleanup;
        this.program = program;
        this.directory = Files.createDirectory(
                Path.of(System.getProperty("java.io.tmpdir"), "llm-bridge-demo-" + System.nanoTime()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path clientFiles = directory.resolve(".claude/sessions");
        this.clientEnvironment = new SimulatedClients.ClientEnvironment(
                environment(directory, icons), directory, "/home/user/", clientFiles);
        cleanup.atEnd(() -> delete(directory));
        Files.createDirectories(clientFiles);
    }

    Path stateFile() {
        return directory.resolve("llm_state.json");
    }

    Path sessions() {
        return directory.resolve("llm_sessions");
    }

    Path daemonLog() {
        return directory.resolve("daemon.log");
    }

    /** Creates the simulated clients. Their sessions need not be ended, because their daemon exits as well. */
    SimulatedClients clients() {
        return new SimulatedClients(cleanup, program, clientEnvironment, client -> {});
    }

    Process daemon() throws IOException {
        return cleanup.start(clientEnvironment
                .process(program.call(List.of("daemon")))
                .redirectError(daemonLog().toFile()));
    }

    /** Starts a process that looks like Waybar to the daemon: it has the name and the signal handler. */
    Process bar() throws IOException {
        Path bar = Files.createSymbolicLink(directory.resolve("waybar"), Path.of("/bin/sh"));
        return cleanup.start(clientEnvironment
                .process(List.of(
                        bar.toString(),
                        "-c",
                        RecordedPayload.resource("bar.sh"),
                        "waybar",
                        stateFile().toString(),
                        Integer.toString(SIGNAL.number().value())))
                .redirectError(Redirect.DISCARD));
    }

    private static Map<String, String> environment(Path directory, String icons) {
        String path = directory.toString();
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", path);
        environment.put("XDG_RUNTIME_DIR", path);
        environment.put("LANG", "C.UTF-8");
        environment.put("LLM_BRIDGE_SIGNAL", Integer.toString(SIGNAL.offset()));
        environment.put("LLM_BRIDGE_ICONS", icons);
        return environment;
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
