package dev.llmbridge.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmbridge.protocol.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

/** Whether the daemon listens where hooks send, and is of this version. */
record SocketCheck(Path socket, DaemonTalk daemon, String version) implements Check {
    private static final String START =
            "start the daemon: 'systemctl --user start llm-bridge.service', or 'waybar-llm-bridge daemon'";
    private static final String RESTART =
            "restart it: 'systemctl --user restart llm-bridge.service', or end it and start it again";
    private static final String PRIVATE = "rw-------";

    @Override
    public String subject() {
        return "daemon";
    }

    @Override
    public Finding run() {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return new Finding.Failure("nothing listens at " + socket, START);
        }
        Optional<Finding> wrong = wrongFile();
        return wrong.orElseGet(this::ping);
    }

    private Finding ping() {
        // The first question costs what any first thing costs a process.
        daemon.ask(Message.What.PING);
        return daemon.ask(Message.What.PING)
                .map(this::judge)
                .orElseGet(() -> new Finding.Failure(socket + " is there, but no daemon answers", START));
    }

    private Optional<Finding> wrongFile() {
        try {
            if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther()) {
                return Optional.of(new Finding.Failure(socket + " is no socket", "move it away"));
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(socket));
            return mode.equals(PRIVATE)
                    ? Optional.empty()
                    : Optional.of(new Finding.Warning(
                            socket + " has mode " + mode + ", so others may write to it", "chmod 600 " + socket));
        } catch (IOException e) {
            return Optional.of(new Finding.Failure(socket + " cannot be looked at", START));
        }
    }

    private Finding judge(DaemonTalk.Answer answer) {
        JsonNode ping = answer.content();
        String its = ping.path("version").asText("unknown");
        String detail = String.format(
                Locale.ROOT,
                "pid %d answers in %.1f ms at %s; %d messages received, %d not understood",
                ping.path("pid").asInt(),
                answer.took().toNanos() / 1e6,
                socket,
                ping.path("received").asLong(),
                ping.path("dropped").asLong());
        return its.equals(version)
                ? new Finding.Ok(detail)
                : new Finding.Warning("the daemon is version " + its + ", this is " + version, RESTART);
    }
}
