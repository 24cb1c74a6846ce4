package dev.llmbridge.doctor;

import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.setup.program.ProgramFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks whether systemd runs the daemon.
 *
 * @param service our service; empty if systemd has none
 * @param socket its socket unit; empty if systemd has none
 */
record ServiceCheck(Optional<Path> service, Optional<Path> socket, DaemonControl control, ProgramFinder programs) {
    Finding run() {
        Optional<DaemonProcess> running = control.process();
        if (service.isEmpty()) {
            return withoutUnits(running.isPresent());
        }
        Optional<String> program = program(service.get());
        if (program.isPresent() && programs.find(program.get()).isEmpty()) {
            return new Finding.Failure(
                    service.get() + " starts " + program.get() + ", which cannot be run",
                    "write the daemon's units again",
                    control.reinstall());
        }
        return running.map(process -> evaluate(service.get(), process))
                .orElseGet(() -> new Finding.Warning(
                        service.get() + " is installed but not running", DaemonControl.START, control.start()));
    }

    private Finding withoutUnits(boolean runs) {
        if (runs) {
            return new Finding.Ok("has none of our units; the daemon was started another way");
        }
        return control.hasSystemd()
                ? new Finding.Warning("has none of our units", DaemonControl.START, control.start())
                : new Finding.Ok("is not installed");
    }

    private Finding evaluate(Path unit, DaemonProcess process) {
        if (!process.managedBySystemd()) {
            return new Finding.Warning(
                    "the daemon runs, but was not started by " + unit,
                    "let systemd start the daemon",
                    control.takeOver());
        }
        if (socket.isPresent() && !process.socketActivated()) {
            return new Finding.Warning(
                    unit + " is active without " + DaemonControl.SOCKET
                            + ": while it restarts, hooks write to the files instead",
                    "let systemd hold the daemon's socket",
                    "systemctl --user stop " + DaemonControl.SERVICE,
                    "systemctl --user enable --now " + DaemonControl.SOCKET + " " + DaemonControl.SERVICE);
        }
        return new Finding.Ok(unit + " is active" + (process.socketActivated() ? ", with its socket" : ""));
    }

    /** Returns the unit in the first of these directories that contains it. */
    static Optional<Path> find(String unit, List<Path> directories) {
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
