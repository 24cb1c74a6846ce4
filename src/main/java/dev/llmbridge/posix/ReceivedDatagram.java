package dev.llmbridge.posix;

import java.util.Optional;

/**
 * A received datagram.
 *
 * @param bytes the content, in an array of its own
 * @param sender the address to answer to; empty for an unnamed socket
 */
public record ReceivedDatagram(byte[] bytes, Optional<PeerAddress> sender) {}
