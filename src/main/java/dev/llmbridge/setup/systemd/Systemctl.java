package dev.llmbridge.setup.systemd;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.program.BoundedProcess;
import dev.llmbridge.setup.program.BoundedProcess.ProcessResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The user's service manager, through {@code systemctl --user}.
 *
 * @param runner runs a command line; empty if it could not be run or took too long
 */
public record Systemctl(Function<List<String>, Optional<ProcessResult>> runner) {
    /** The words before the arguments of each command. */
    private static final List<String> COMMAND = List.of("systemctl", "--user");

    /** Starting the service waits until the daemon is ready. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** What {@code is-system-running} prints if a manager runs, whether or not some unit has failed. */
    private static final Set<String> RUNNING = Set.of("initializing", "starting", "running", "degraded", "maintenance");

    /** Returns the service manager of the user who runs this process. */
    public static Systemctl ofThisUser() {
        return new Systemctl(command -> BoundedProcess.result(command, new byte[0], Set.of(), TIMEOUT));
    }

    /** Returns whether systemd manages this user's services. */
    public boolean isRunning() {
        return lines(List.of("is-system-running")).anyMatch(RUNNING::contains);
    }

    /** Returns whether all these units start by themselves, at login or when needed. */
    public boolean areEnabled(List<String> units) {
        return states("is-enabled", units).filter("enabled"::equals).count() == units.size();
    }

    /** Returns whether all these units are running. */
    public boolean areActive(List<String> units) {
        return states("is-active", units).filter("active"::equals).count() == units.size();
    }

    /** Returns whether any of these units is enabled, running or starting. */
    public boolean areInUse(List<String> units) {
        Set<String> used = Set.of("enabled", "active", "activating", "reloading");
        return states("is-enabled", units).anyMatch(used::contains)
                || states("is-active", units).anyMatch(used::contains);
    }

    /**
     * Returns the unit whose main process this is; empty if there is none. A unit that merely contains the process, such
     * as that of a compositor, does not count.
     *
     * @param controlGroups the content of the process's {@code /proc/PID/cgroup}
     */
    public Optional<String> unitOf(long pid, String controlGroups) {
        return controlGroups
                .lines()
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .filter(name -> name.endsWith(".service"))
                .distinct()
                .filter(unit -> lines(List.of("show", "--property=MainPID", "--value", unit))
                        .anyMatch(Long.toString(pid)::equals))
                .findFirst();
    }

    private Stream<String> states(String verb, List<String> units) {
        List<String> arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(units);
        return lines(arguments);
    }

    /**
     * Runs a command.
     *
     * @throws ChangeRefusedException if it fails
     */
    public void run(List<String> arguments) throws ChangeRefusedException {
        Optional<ProcessResult> result = result(arguments);
        if (result.isEmpty()) {
            throw new ChangeRefusedException("'" + commandLine(arguments) + "' could not be run or took longer than "
                    + TIMEOUT.toSeconds() + " s");
        }
        if (result.get().exitCode() != 0) {
            throw new ChangeRefusedException("'" + commandLine(arguments) + "' failed: "
                    + result.get()
                            .error()
                            .lines()
                            .findFirst()
                            .orElse("exit code " + result.get().exitCode()));
        }
    }

    /** Returns the command line with these arguments, for people. */
    public static String commandLine(List<String> arguments) {
        return String.join(" ", COMMAND) + " " + String.join(" ", arguments);
    }

    /** Returns the lines of standard output, whatever the exit code, which depends on the states. */
    private Stream<String> lines(List<String> arguments) {
        return result(arguments).stream().flatMap(result -> result.output().lines());
    }

    private Optional<ProcessResult> result(List<String> arguments) {
        List<String> command = new ArrayList<>(COMMAND);
        command.addAll(arguments);
        return runner.apply(command);
    }
}
