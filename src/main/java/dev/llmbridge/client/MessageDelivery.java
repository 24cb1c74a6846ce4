package dev.llmbridge.client;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.DatagramClient.SendResult;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedUsers;
import dev.llmbridge.preisolate.HandOver;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.MessageCodec;
import java.nio.file.Path;
import org.graalvm.nativeimage.ImageInfo;

/**
 * Sends a message to the daemon or, if none is running, applies it to the session files. If the daemon does not read,
 * the message goes to the spool.
 */
final class MessageDelivery {
    private final Libc libc;
    private final Environment environment;
    private final CliOverrides options;

    MessageDelivery(Libc libc, Environment environment, CliOverrides options) {
        this.libc = libc;
        this.environment = environment;
        this.options = options;
    }

    /** Returns whether the message was sent, applied, or added to the spool. */
    boolean deliver(Message message) {
        byte[] datagram = MessageCodec.encode(message);
        DatagramClient client = new DatagramClient(libc, TrustedUsers.of(libc, environment.runtimeDirectory()));
        Path socket = SettingsReader.socket(environment);
        return switch (client.send(socket, datagram, datagram.length)) {
            case SENT -> {
                reportToParent();
                yield true;
            }
            case NO_DAEMON ->
                new Fallback(libc, settings())
                        .apply(message, () -> client.send(socket, datagram, datagram.length) == SendResult.SENT);
            case QUEUE_FULL -> SpooledDelivery.of(libc, settings()).add(message);
            case TOO_LARGE -> false;
        };
    }

    /**
     * Reports that the message is delivered. A hook that waits for this child process then exits at once. Does nothing
     * if there is none, or on a JVM.
     */
    static void reportToParent() {
        if (ImageInfo.inImageCode()) {
            HandOver.reportDelivery();
        }
    }

    /** Reads the configuration file, so it is called only if the daemon cannot be reached. */
    private Settings settings() {
        return SettingsReader.read(options, environment).settings();
    }
}
