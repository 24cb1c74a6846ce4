package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.PeerAddress;
import dev.llmbridge.session.Moment;
import java.util.Optional;

/** What the loop is woken for. */
sealed interface Incoming {
    /** A datagram, with the time of its receipt and the address for an answer, where it has one. */
    record Datagram(byte[] bytes, Moment receivedAt, Optional<PeerAddress> sender) implements Incoming {}

    /** A client's own file was read. */
    record ClientFileSeen(ClientSessionFile file, Moment readAt) implements Incoming {}

    /** The file of a client's process was removed. */
    record ClientFileGone(int pid, Moment noticedAt) implements Incoming {}

    /** Time to look at what goes by the clock. */
    record Tick(Moment now) implements Incoming {}

    /** No datagram can come any more. */
    record SocketLost() implements Incoming {}

    /** Publish what is pending and end. */
    record Stop() implements Incoming {}
}
