package dev.llmbridge.posix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The address of a Unix socket: the exact bytes of its struct sockaddr_un. */
public final class PeerAddress {
    private final byte[] bytes;

    /** @param bytes not copied */
    PeerAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Parses an address as a service manager passes it in the environment.
     *
     * @param name an absolute path, or {@code @} and an abstract name (see unix(7)); at most 107 bytes
     * @return empty if it is neither, e.g., for addresses of other families
     */
    public static Optional<PeerAddress> named(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > LinuxAbi.MAX_SOCKET_PATH) {
            return Optional.empty();
        }
        return switch (bytes[0]) {
            case '/' -> Optional.of(ofPath(bytes));
            case '@' -> {
                // An abstract name begins with a NUL and is not terminated by one.
                bytes[0] = 0;
                yield Optional.of(of(bytes, bytes.length));
            }
            default -> Optional.empty();
        };
    }

    /** The address of a path of 1 to 107 bytes, with a terminating NUL. */
    static PeerAddress ofPath(byte[] path) {
        return of(path, path.length + 1);
    }

    private static PeerAddress of(byte[] name, int length) {
        byte[] bytes = new byte[LinuxAbi.SOCKADDR_FAMILY + length];
        bytes[0] = LinuxAbi.AF_UNIX;
        System.arraycopy(name, 0, bytes, LinuxAbi.SOCKADDR_FAMILY, name.length);
        return new PeerAddress(bytes);
    }

    /** The bytes themselves, not a copy. */
    byte[] bytes() {
        return bytes;
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
