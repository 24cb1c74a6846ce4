package dev.llmbridge.demo;

import dev.llmbridge.posix.Signals;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder of the demo's own and the processes that live in it. None of them gets anything of this process' environment. */
final class DemoEnvironment {
    /** No module of a real bar is likely to use the last one: those bars are signalled as well. */
    static final int SIGNAL = 30;

    private final Cleanup cleanup;
    private final DemoProgram program;
    private final PrivateFolder folder;
    private final String icons;

    DemoEnvironment(Cleanup cleanup, DemoProgram program, PrivateFolder folder, String icons) throws IOException {
        this.cleanup = cleanup;
        this.program = program;
        this.folder = folder;
        this.icons = icons;
        cleanup.atEnd(folder::close);
        Files.createDirectories(clientFiles());
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

    private Path clientFiles() {
        return folder.path().resolve(".claude/sessions");
    }

    SimulatedClients cast() {
        return new SimulatedClients(
                cleanup,
                program,
                new SimulatedClients.Surroundings(environment(), folder.path(), "/home/user/", clientFiles()));
    }

    Process daemon() throws IOException {
        return cleanup.start(
                builder(program.call("daemon")).redirectError(daemonLog().toFile()));
    }

    /** A bar as far as the daemon can tell: its name, its handler. */
    Process bar() throws IOException {
        Path bar = Files.createSymbolicLink(folder.path().resolve("waybar"), Path.of("/bin/sh"));
        return cleanup.start(builder(List.of(
                        bar.toString(),
                        "-c",
                        RecordedPayload.Resource.text("bar.sh"),
                        "waybar",
                        stateFile().toString(),
                        Integer.toString(Signals.RTMIN + SIGNAL)))
                .redirectError(Redirect.DISCARD));
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.path().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        return builder;
    }

    private Map<String, String> environment() {
        String path = folder.path().toString();
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", path);
        environment.put("XDG_RUNTIME_DIR", path);
        environment.put("LANG", "C.UTF-8");
        environment.put("LLM_BRIDGE_SIGNAL", Integer.toString(SIGNAL));
        environment.put("LLM_BRIDGE_FORMAT", "{icon} {activity} | ${cost:.2}");
        environment.put("LLM_BRIDGE_ICONS", icons);
        return environment;
    }
}
