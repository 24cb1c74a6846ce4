package dev.llmbridge.posix;

import java.util.Arrays;

/** The address of a Unix socket as the kernel tells it: what stands in its struct sockaddr_un, to the byte. */
public final class PeerAddress {
    private final byte[] bytes;

    PeerAddress(byte[] bytes) {
        this.bytes = bytes.clone();
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
