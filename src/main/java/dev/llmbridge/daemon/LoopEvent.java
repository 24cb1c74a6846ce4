package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.PeerAddress;
import dev.llmbridge.session.Timestamp;
import java.util.Optional;

/** What wakes the loop. */
sealed interface LoopEvent {
    /** Whether the loop ends with this event. */
    default boolean endsLoop() {
        return false;
    }

    /** A datagram, with the time of its receipt and the address for an answer, where it has one. */
    record Datagram(byte[] bytes, Timestamp receivedAt, Optional<PeerAddress> sender) implements LoopEvent {}

    /** A client's own file was read. */
    record ClientFileSeen(ClientSessionFile file, Timestamp readAt) implements LoopEvent {}

    /** The file of a client's process was removed. */
    record ClientFileGone(int pid, Timestamp noticedAt) implements LoopEvent {}

    /** Time to look at what goes by the clock. */
    record Tick(Timestamp now) implements LoopEvent {}

    /** No datagram can come any more. */
    record SocketLost() implements LoopEvent {
        @Override
        public boolean endsLoop() {
            return true;
        }
    }

    /** Publish what is pending and end. */
    record Stop() implements LoopEvent {
        @Override
        public boolean endsLoop() {
            return true;
        }
    }
}
