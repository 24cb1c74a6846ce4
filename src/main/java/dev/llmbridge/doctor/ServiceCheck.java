package dev.llmbridge.doctor;

import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.setup.program.ProgramFinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks whether systemd runs the daemon.
 *
 * @param directories the directories for units; the first one that contains a unit counts
 * @param proc the mount point of procfs
 */
record ServiceCheck(List<Path> directories, DaemonClient daemon, Path proc, ProgramFinder programs) {
    private static final String SERVICE = "llm-bridge.service";
    private static final String SOCKET = "llm-bridge.socket";
    private static final String ENABLE = "systemctl --user enable --now " + SOCKET + " " + SERVICE;

    /**
     * How the daemon was started, according to procfs.
     *
     * @param managedBySystemd whether it belongs to our unit
     * @param socketActivated whether systemd passed the socket to it
     */
    private record DaemonProcess(boolean managedBySystemd, boolean socketActivated) {
        static DaemonProcess of(Path proc, long pid) {
            Path directory = proc.resolve(Long.toString(pid));
            boolean managedBySystemd =
                    read(directory.resolve("cgroup")).lines().anyMatch(line -> line.endsWith("/" + SERVICE));
            boolean socketActivated = ("\0" + read(directory.resolve("environ"))).contains("\0LISTEN_FDS=");
            return new DaemonProcess(managedBySystemd, socketActivated);
        }

        private static String read(Path file) {
            try {
                return Files.readString(file, StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                return "";
            }
        }
    }

    Finding run() {
        Optional<DaemonProcess> running = PingAnswer.from(daemon).map(ping -> DaemonProcess.of(proc, ping.pid()));
        Optional<Path> service = find(SERVICE);
        if (service.isEmpty()) {
            return running.isPresent()
                    ? new Finding.Ok("has none of our units; the daemon was started another way")
                    : new Finding.Warning("has none of our units", "waybar-llm-bridge install-service");
        }
        Optional<String> program = program(service.get());
        if (program.isPresent() && programs.find(program.get()).isEmpty()) {
            return new Finding.Failure(
                    service.get() + " starts " + program.get() + ", which cannot be run",
                    "waybar-llm-bridge install-service");
        }
        return running.map(process -> evaluate(service.get(), process))
                .orElseGet(() -> new Finding.Warning(service.get() + " is installed but not running", ENABLE));
    }

    private Finding evaluate(Path service, DaemonProcess process) {
        if (!process.managedBySystemd()) {
            return new Finding.Warning(
                    "the daemon runs, but was not started by " + service, "stop that daemon, then " + ENABLE);
        }
        if (find(SOCKET).isPresent() && !process.socketActivated()) {
            return new Finding.Warning(
                    service + " is active without " + SOCKET + ": while it restarts, hooks write to the files instead",
                    ENABLE);
        }
        return new Finding.Ok(service + " is active" + (process.socketActivated() ? ", with its socket" : ""));
    }

    private Optional<Path> find(String unit) {
        return directories.stream()
                .map(directory -> directory.resolve(unit))
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
