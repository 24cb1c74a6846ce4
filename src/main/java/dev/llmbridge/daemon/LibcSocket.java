package dev.llmbridge.daemon;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.WakeupPipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A socket made of nothing but calls of libc. */
final class LibcSocket implements UnixSocket {
    private final Libc libc;
    private final int descriptor;
    private final WakeupPipe wakeup;
    private boolean open = true;
    private boolean awaited;

    private LibcSocket(Libc libc, int descriptor) {
        this.libc = libc;
        this.descriptor = descriptor;
        this.wakeup = new WakeupPipe(libc);
    }

    /** Returns the provider of these sockets. */
    static Provider provider(Libc libc) {
        return new Provider() {
            @Override
            public UnixSocket bind(Path path) throws IOException {
                int descriptor = checked(libc.datagramSocket(), "create a socket");
                int result = libc.bind(descriptor, path);
                if (result < 0) {
                    libc.close(descriptor);
                }
                checked(result, "bind a socket to " + path);
                return new LibcSocket(libc, descriptor);
            }

            @Override
            public UnixSocket inherit(int descriptor) throws IOException {
                if (!libc.isUnixDatagramSocket(descriptor)) {
                    throw new IOException("descriptor " + descriptor + " is not a Unix datagram socket");
                }
                return new LibcSocket(libc, descriptor);
            }
        };
    }

    private static int checked(int result, String action) throws IOException {
        if (result < 0) {
            throw new IOException("cannot " + action + " (errno " + -result + ")");
        }
        return result;
    }

    @Override
    public int descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Path> path() {
        return libc.socketPath(descriptor);
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public void awaitDatagram() throws IOException {
        synchronized (this) {
            if (!open) {
                return;
            }
            awaited = true;
        }
        try {
            poll();
        } finally {
            endWait();
        }
    }

    private void poll() throws IOException {
        // If the socket is closed before this call, its number may belong to another file, but the pipe ends the call.
        int[] descriptors = {descriptor, wakeup.descriptor()};
        short[] events = {LinuxAbi.POLLIN, LinuxAbi.POLLIN};
        short[] revents = new short[descriptors.length];
        int result = libc.poll(descriptors, events, revents, -1);
        if (result == -Errno.EINTR) {
            return;
        }
        checked(result, "wait for messages");
        if (isOpen() && (revents[0] & LinuxAbi.POLLIN) == 0) {
            throw new IOException("the socket reports " + revents[0] + " instead of messages");
        }
    }

    private synchronized void endWait() {
        awaited = false;
        if (!open) {
            wakeup.close();
        }
    }

    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        libc.close(descriptor);
        if (awaited) {
            wakeup.wake();
        } else {
            wakeup.close();
        }
    }
}
