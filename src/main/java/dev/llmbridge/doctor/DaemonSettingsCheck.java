package dev.llmbridge.doctor;

import dev.llmbridge.config.ConfigFile;
import dev.llmbridge.doctor.PingAnswer.DaemonEnvironment;
import dev.llmbridge.protocol.SettingsReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the daemon's settings with those of this shell, because commands and Waybar may use the latter.
 *
 * @param ping the daemon's answer; empty if none answers
 * @param shell the settings of this process
 * @param file the configuration file as it is now
 */
record DaemonSettingsCheck(Optional<PingAnswer> ping, SettingsReport shell, ConfigFile file, DaemonControl control) {
    Finding run() {
        if (ping.isEmpty()) {
            return new Finding.Skipped("no daemon answers");
        }
        return ping.get()
                .environment()
                .map(this::evaluate)
                .orElseGet(() ->
                        new Finding.Skipped("a daemon of version " + ping.get().version() + " does not report them"));
    }

    /** Returns whether the daemon has read a file other than the present one, so that it may be about to read it. */
    static boolean isOutdated(Optional<PingAnswer> ping, ConfigFile file) {
        return ping.flatMap(PingAnswer::environment)
                .filter(daemon -> daemon.file().equals(file.path()))
                .filter(daemon -> !daemon.modified().equals(inMillis(file.modified())))
                .isPresent();
    }

    private static Optional<Instant> inMillis(Optional<Instant> time) {
        return time.map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
    }

    private Finding evaluate(DaemonEnvironment daemon) {
        if (!daemon.problems().isEmpty()) {
            return new Finding.Failure(
                    "the daemon keeps its previous settings: " + String.join("; ", daemon.problems()),
                    Doctor.INVALID_SETTING);
        }
        if (isOutdated(ping, file)) {
            return new Finding.Warning(
                    file.modified().isPresent()
                            ? "the daemon started before " + name(file.path()) + " changed"
                            : name(file.path()) + " was removed after the daemon started",
                    "make the daemon read its configuration again",
                    control.reload());
        }
        if (!daemon.file().equals(file.path())) {
            return new Finding.Warning(
                    "the daemon reads " + name(daemon.file()) + ", this shell " + name(file.path()),
                    "set XDG_CONFIG_HOME to the same value for the daemon and in this shell");
        }
        List<String> differences = daemon.settings().differencesTo(shell);
        if (!differences.isEmpty()) {
            return new Finding.Warning(String.join("; ", differences), advice(daemon, differences));
        }
        return evaluateFiles(daemon);
    }

    private String advice(DaemonEnvironment daemon, List<String> differences) {
        boolean pathsDiffer = !daemon.settings().stateFile().equals(shell.stateFile())
                || !daemon.settings().sessionsDir().equals(shell.sessionsDir());
        return pathsDiffer
                ? "set the same LLM_BRIDGE_ variables for the daemon and in this shell"
                : "unset the LLM_BRIDGE_ variables of the daemon and of this shell, and set "
                        + (differences.size() == 1 ? "it" : "them") + " in " + name(daemon.file());
    }

    private static Finding evaluateFiles(DaemonEnvironment daemon) {
        Path state = Path.of(daemon.settings().stateFile());
        if (!Files.exists(state)) {
            return new Finding.Failure(
                    "the daemon has not written " + state,
                    "look for the reason in the daemon's log",
                    "journalctl --user -u " + DaemonControl.SERVICE);
        }
        List<String> parts = new ArrayList<>();
        parts.add("signal " + daemon.settings().signal());
        parts.add("icons " + daemon.settings().icons());
        parts.add(daemon.modified().isPresent() ? name(daemon.file()) + " as it is now" : "no configuration file");
        return new Finding.Ok(String.join(", ", parts));
    }

    private static String name(Optional<Path> file) {
        return file.map(Path::toString).orElse("no configuration file");
    }
}
