package dev.llmbridge.daemon;

import dev.llmbridge.posix.LinuxAbi;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.FileDescriptorCast;

/** A socket of the junixsocket library, on a JVM. */
final class JunixSocket implements UnixSocket {
    private final AFUNIXDatagramChannel channel;
    private final Selector selector;
    private final int descriptor;

    private JunixSocket(AFUNIXDatagramChannel channel) throws IOException {
        this.channel = channel;
        this.descriptor = FileDescriptorCast.using(channel.getFileDescriptor()).as(Integer.class);
        channel.configureBlocking(false);
        this.selector = channel.provider().openSelector();
        channel.register(selector, SelectionKey.OP_READ);
    }

    /**
     * Loads the library and returns the provider of these sockets.
     *
     * @param directories where the library's native code may be extracted; the first one that can be used is used
     * @throws DaemonException if the library cannot be loaded
     */
    static Provider provider(Path... directories) throws DaemonException {
        try (var _ = SocketLibrary.in(directories)) {
            AFUNIXDatagramChannel.open().close();
            return new Junix();
        } catch (IOException e) {
            throw new DaemonException("cannot create a socket", e);
        } catch (LinkageError e) {
            throw new DaemonException("cannot load the socket library: " + e.getMessage());
        }
    }

    private static final class Junix implements Provider {
        @Override
        public UnixSocket bind(Path path) throws IOException {
            // The library would replace a file, and would leave no room for the NUL at the end of a path.
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(path.toString());
            }
            if (path.toString().getBytes(StandardCharsets.UTF_8).length > LinuxAbi.MAX_SOCKET_PATH) {
                throw new IOException(path + " is too long for a socket");
            }
            AFUNIXDatagramChannel channel = AFUNIXDatagramChannel.open();
            try {
                channel.bind(AFUNIXSocketAddress.of(path));
                return socket(channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        @Override
        public UnixSocket inherit(int descriptor) throws IOException {
            try {
                return socket(FileDescriptorCast.unsafeUsing(descriptor).as(AFUNIXDatagramChannel.class));
            } catch (ClassCastException e) {
                throw new IOException("descriptor " + descriptor + " is not a Unix datagram socket", e);
            }
        }

        private static UnixSocket socket(AFUNIXDatagramChannel channel) throws IOException {
            // The library would remove the path on close, although it may lead to another socket by then.
            channel.setDeleteOnClose(false);
            return new JunixSocket(channel);
        }
    }

    @Override
    public int descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Path> path() throws IOException {
        AFUNIXSocketAddress address = channel.getLocalAddress();
        return address != null && address.hasFilename()
                ? Optional.of(address.getFile().toPath())
                : Optional.empty();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void awaitDatagram() throws IOException {
        try {
            selector.select();
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException e) {
            // The socket has been closed.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            selector.close();
        } catch (IOException e) {
            // The socket is no longer in use.
        }
    }
}
