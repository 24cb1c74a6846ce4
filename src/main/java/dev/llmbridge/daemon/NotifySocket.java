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
    public Delivery send(String message) {
        int descriptor = libc.datagramSocket();
        if (descriptor < 0) {
            return Delivery.BUSY;
        }
        try {
            return delivery(libc.sendTo(descriptor, message.getBytes(StandardCharsets.UTF_8), address));
        } finally {
            libc.close(descriptor);
        }
    }

    private static Delivery delivery(int result) {
        if (result >= 0) {
            return Delivery.ACCEPTED;
        }
        return switch (-result) {
            case Errno.EAGAIN, Errno.EINTR, Errno.ENOBUFS, Errno.ENOMEM -> Delivery.BUSY;
            default -> Delivery.REFUSED;
        };
    }
}
