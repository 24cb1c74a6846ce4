package dev.llmbridge.doctor;

import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.protocol.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether systemd runs the daemon.
 *
 * @param folders where units may be, the first that has one counts
 * @param proc the folder that stands for /proc
 */
record ServiceCheck(List<Path> folders, DaemonTalk daemon, Path proc, NamedProgram programs) implements Check {
    private static final String SERVICE = "llm-bridge.service";
    private static final String SOCKET = "llm-bridge.socket";
    private static final String ENABLE = "systemctl --user enable --now " + SOCKET + " " + SERVICE;

    @Override
    public String subject() {
        return "systemd";
    }

    @Override
    public Finding run() {
        Optional<DaemonProcess> running = daemon.ask(Message.What.PING)
                .map(answer ->
                        DaemonProcess.of(proc, answer.content().path("pid").asLong()));
        Optional<Path> service = find(SERVICE);
        if (service.isEmpty()) {
            return running.isPresent()
                    ? new Finding.Ok("has no units of ours: the daemon was started otherwise")
                    : new Finding.Warning("has no units of ours", "waybar-llm-bridge install-service");
        }
        Optional<String> program = program(service.get());
        if (program.isPresent() && programs.find(program.get()).isEmpty()) {
            return new Finding.Failure(
                    service.get() + " starts " + program.get() + ", which cannot be run",
                    "waybar-llm-bridge install-service");
        }
        return running.map(process -> judge(service.get(), process))
                .orElseGet(() -> new Finding.Warning(service.get() + " is there, but does not run", ENABLE));
    }

    private Finding judge(Path service, DaemonProcess process) {
        if (!process.byService()) {
            return new Finding.Warning(
                    "the daemon runs, but not by " + service, "end it where it is started, then " + ENABLE);
        }
        if (find(SOCKET).isPresent() && !process.withSocket()) {
            return new Finding.Warning(
                    service + " is active without " + SOCKET + ": what comes while it restarts goes to the files",
                    ENABLE);
        }
        return new Finding.Ok(service + " is active" + (process.withSocket() ? ", with its socket" : ""));
    }

    private Optional<Path> find(String unit) {
        return folders.stream()
                .map(folder -> folder.resolve(unit))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Optional<String> program(Path service) {
        try {
            return Files.readString(service)
                    .lines()
                    .filter(line -> line.startsWith("ExecStart=/"))
                    .findFirst()
                    .flatMap(line -> ShellWords.of(line.substring(line.indexOf('=') + 1)))
                    .map(words -> words.getFirst().value());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
