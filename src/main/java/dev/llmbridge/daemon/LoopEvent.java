package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.PeerAddress;
import dev.llmbridge.session.Moment;
import java.util.Optional;

/** What the loop is woken for. */
sealed interface LoopEvent {
    /** A datagram, with the time of its receipt and the address for an answer, where it has one. */
    record Datagram(byte[] bytes, Moment receivedAt, Optional<PeerAddress> sender) implements LoopEvent {}

    /** A client's own file was read. */
    record ClientFileSeen(ClientSessionFile file, Moment readAt) implements LoopEvent {}

    /** The file of a client's process was removed. */
    record ClientFileGone(int pid, Moment noticedAt) implements LoopEvent {}

    /** Time to look at what goes by the clock. */
    record Tick(Moment now) implements LoopEvent {}

    /** No datagram can come any more. */
    record SocketLost() implements LoopEvent {}

    /** Publish what is pending and end. */
    record Stop() implements LoopEvent {}
}
