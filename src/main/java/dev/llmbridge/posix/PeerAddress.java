package dev.llmbridge.posix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The address of a Unix socket as the kernel tells it: what stands in its struct sockaddr_un, to the byte. */
public final class PeerAddress {
    private final byte[] bytes;

    PeerAddress(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /**
     * The address that a service manager writes into the environment.
     *
     * @param name an absolute path, or {@code @} and a name that is in no folder (see unix(7), abstract); at most 107
     *     bytes
     * @return empty where it is neither, as for addresses of other families
     */
    public static Optional<PeerAddress> named(String name) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (UnixAddress.pathError(path) < 0) {
            return Optional.empty();
        }
        return switch (path[0]) {
            case '/' -> Optional.of(new PeerAddress(UnixAddress.of(path)));
            case '@' -> Optional.of(new PeerAddress(UnixAddress.ofAbstract(path)));
            default -> Optional.empty();
        };
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
