package dev.llmbridge.doctor;

import dev.llmbridge.client.DaemonClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

/** Checks that the daemon listens on the hooks' socket and has the same version as this program. */
record SocketCheck(Path socket, DaemonClient daemon, String version) {
    private static final String START =
            "start the daemon: 'systemctl --user start llm-bridge.service', or 'waybar-llm-bridge daemon'";
    private static final String RESTART =
            "restart it: 'systemctl --user restart llm-bridge.service', or stop it and start it again";
    private static final String PRIVATE = "rw-------";

    Finding run() {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return new Finding.Failure("nothing listens at " + socket, START);
        }
        return checkFile().orElseGet(this::ping);
    }

    private Finding ping() {
        // The latency of the first query includes one-time initialisation.
        PingAnswer.from(daemon);
        return PingAnswer.from(daemon)
                .map(this::evaluate)
                .orElseGet(() -> new Finding.Failure(socket + " exists, but no daemon answers", START));
    }

    private Optional<Finding> checkFile() {
        try {
            if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther()) {
                return Optional.of(new Finding.Failure(socket + " is not a socket", "move it elsewhere"));
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(socket));
            return mode.equals(PRIVATE)
                    ? Optional.empty()
                    : Optional.of(new Finding.Warning(
                            socket + " has mode " + mode + ", so other users may write to it", "chmod 600 " + socket));
        } catch (IOException e) {
            return Optional.of(new Finding.Failure(socket + " cannot be inspected", START));
        }
    }

    private Finding evaluate(PingAnswer ping) {
        String detail = String.format(
                Locale.ROOT,
                "pid %d answers in %.1f ms at %s; %d messages received, %d not understood",
                ping.pid(),
                ping.latency().toNanos() / 1e6,
                socket,
                ping.received(),
                ping.dropped());
        if (!ping.version().equals(version)) {
            return new Finding.Warning("the daemon is version " + ping.version() + ", this is " + version, RESTART);
        }
        if (ping.unknownStatuses() > 0) {
            return new Finding.Warning(
                    "Claude Code's session files had an unknown status " + ping.unknownStatuses() + " times, last '"
                            + ping.unknownStatus() + "'",
                    "look for a newer version of waybar-llm-bridge");
        }
        return new Finding.Ok(detail);
    }
}
