package dev.llmbridge.daemon;

import dev.llmbridge.daemon.SystemdNotifier.ServiceManager;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.PeerAddress;
import java.nio.charset.StandardCharsets;

/** The service manager behind {@code $NOTIFY_SOCKET}; see sd_notify(3). */
final class NotifySocket implements ServiceManager {
    private final Libc libc;
    private final PeerAddress address;

    NotifySocket(Libc libc, PeerAddress address) {
        this.libc = libc;
        this.address = address;
    }

    @Override
    public Receipt send(String message) {
        int descriptor = libc.datagramSocket();
        if (descriptor < 0) {
            return Receipt.BUSY;
        }
        try {
            return receipt(libc.sendTo(descriptor, message.getBytes(StandardCharsets.UTF_8), address));
        } finally {
            libc.close(descriptor);
        }
    }

    private static Receipt receipt(int result) {
        if (result >= 0) {
            return Receipt.TAKEN;
        }
        return switch (-result) {
            case Errno.EAGAIN, Errno.EINTR, Errno.ENOBUFS, Errno.ENOMEM -> Receipt.BUSY;
            default -> Receipt.REFUSED;
        };
    }
}
