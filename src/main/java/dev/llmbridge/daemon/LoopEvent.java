package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.PeerAddress;
import dev.llmbridge.session.Timestamp;
import java.util.Optional;

/** What the loop is woken for. */
sealed interface LoopEvent {
    /** A datagram, with the time of its receipt and the address for an answer, where it has one. */
    record Datagram(byte[] bytes, Timestamp receivedAt, Optional<PeerAddress> sender) implements LoopEvent {}

    /** A client's own file was read. */
    record ClientFileSeen(ClientSessionFile file, Timestamp readAt) implements LoopEvent {}

    /** The file of a client's process was removed. */
    record ClientFileGone(int pid, Timestamp noticedAt) implements LoopEvent {}

    /** Time to look at what goes by the clock. */
    record Tick(Timestamp now) implements LoopEvent {}

    /** No datagram can come any more. */
    record SocketLost() implements LoopEvent {}

    /** Publish what is pending and end. */
    record Stop() implements LoopEvent {}
}
