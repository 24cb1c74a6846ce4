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

    /** A datagram, the time of its receipt, and the sender's address if it has one. */
    record Datagram(byte[] bytes, Timestamp receivedAt, Optional<PeerAddress> sender) implements LoopEvent {}

    /** A client's session file was read. */
    record ClientFileSeen(ClientSessionFile file, Timestamp readAt) implements LoopEvent {}

    /** The session file of a process was removed. */
    record ClientFileGone(int pid, Timestamp noticedAt) implements LoopEvent {}

    /** Time has passed. */
    record Tick(Timestamp now) implements LoopEvent {}

    /** No datagram can arrive any more. */
    record SocketLost() implements LoopEvent {
        @Override
        public boolean endsLoop() {
            return true;
        }
    }

    /** The daemon was asked to stop. */
    record Stop() implements LoopEvent {
        @Override
        public boolean endsLoop() {
            return true;
        }
    }
}
