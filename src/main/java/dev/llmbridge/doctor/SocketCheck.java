package dev.llmbridge.doctor;

import dev.llmbridge.posix.RunningProgram;
import dev.llmbridge.posix.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks that the daemon listens on the hooks' socket and runs this program.
 *
 * @param ping the daemon's answer; empty if none answers
 * @param version this program's version
 * @param executable the file of this program, as {@link RunningProgram#file} returns it
 */
record SocketCheck(Path socket, Optional<PingAnswer> ping, String version, String executable, DaemonControl control) {
    private static final String PRIVATE = "rw-------";

    Finding run() {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return new Finding.Failure("nothing listens at " + socket, DaemonControl.START, control.start());
        }
        return checkFile()
                .or(() -> ping.map(this::evaluate))
                .orElseGet(() -> new Finding.Failure(
                        socket + " exists, but no daemon answers", DaemonControl.START, control.start()));
    }

    private Optional<Finding> checkFile() {
        String word = ShellWords.quote(socket.toString());
        try {
            if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther()) {
                return Optional.of(new Finding.Failure(
                        socket + " is not a socket", "move the file elsewhere", "mv " + word + " ~/"));
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(socket));
            return mode.equals(PRIVATE)
                    ? Optional.empty()
                    : Optional.of(new Finding.Warning(
                            socket + " has mode " + mode + ", so other users may write to it",
                            "make the socket private",
                            "chmod 600 " + word));
        } catch (IOException e) {
            return Optional.of(
                    new Finding.Failure(socket + " cannot be inspected", DaemonControl.START, control.start()));
        }
    }

    private Finding evaluate(PingAnswer answer) {
        if (!answer.version().equals(version)) {
            return new Finding.Warning(
                    "the daemon is version " + answer.version() + ", this is " + version,
                    DaemonControl.RESTART,
                    control.restart());
        }
        String daemons = answer.executable();
        if (daemons.endsWith(RunningProgram.DELETED)) {
            return new Finding.Warning(
                    "the daemon's executable has been replaced or removed", DaemonControl.RESTART, control.restart());
        }
        if (!daemons.isEmpty() && !daemons.equals(executable)) {
            return new Finding.Warning(
                    "the daemon runs " + daemons + ", this is " + executable,
                    "let the daemon run this program",
                    control.hasSystemd() ? control.reinstall() : control.restart());
        }
        if (answer.unknownStatuses() > 0) {
            return new Finding.Warning(
                    "Claude Code's session files had an unknown status " + answer.unknownStatuses() + " times, last '"
                            + answer.unknownStatus() + "'",
                    "look for a newer version of waybar-llm-bridge");
        }
        return new Finding.Ok(String.format(
                Locale.ROOT,
                "pid %d answers in %.1f ms at %s; %d messages received, %d not understood",
                answer.pid(),
                answer.latency().toNanos() / 1e6,
                socket,
                answer.received(),
                answer.dropped()));
    }
}
