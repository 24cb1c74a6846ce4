package dev.llmbridge.posix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The address of a Unix socket: the exact bytes of its struct sockaddr_un. */
public final class PeerAddress {
    private final byte[] bytes;

    PeerAddress(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /**
     * Parses an address as a service manager passes it in the environment.
     *
     * @param name an absolute path, or {@code @} and an abstract name (see unix(7)); at most 107 bytes
     * @return empty if it is neither, e.g., for addresses of other families
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
