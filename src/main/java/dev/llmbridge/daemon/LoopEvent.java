package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.PeerAddress;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Timestamp;
import java.util.Optional;

/** An event for the loop. */
sealed interface LoopEvent {
    /** Takes the events of a thread that waits for something; blocks while the loop has too many. */
    interface Sink {
        void put(LoopEvent event) throws InterruptedException;
    }

    /** A datagram, the time of its receipt, and the sender's address if it has one. */
    record Datagram(byte[] bytes, Timestamp receivedAt, Optional<PeerAddress> sender) implements LoopEvent {}

    /** A client's session file was read. */
    record ClientFileSeen(ClientSessionFile file, Timestamp readAt) implements LoopEvent {}

    /** A client's session file was removed. */
    record ClientFileDeleted(int pid, Timestamp detectedAt) implements LoopEvent {}

    /** A client has exited. */
    record ProcessExited(ClientProcess process, Timestamp detectedAt) implements LoopEvent {}

    /** Time has passed. */
    record Tick(Timestamp now) implements LoopEvent {}

    /** The socket failed, so no more datagrams can arrive. The last event of a loop. */
    record SocketFailed() implements LoopEvent {}

    /** Another daemon is running. The last event of a loop. */
    record Superseded() implements LoopEvent {}

    /** The daemon was asked to read its configuration again. The last event of a loop. */
    record Reload() implements LoopEvent {}

    /** The daemon was asked to stop. The last event of a loop. */
    record Stop() implements LoopEvent {}
}
