package dev.llmbridge.posix;

import java.util.Optional;

/**
 * A datagram.
 *
 * @param bytes its content; another array for each
 * @param sender who sent it, and takes an answer; empty for a socket without a name
 */
public record ReceivedDatagram(byte[] bytes, Optional<PeerAddress> sender) {}
