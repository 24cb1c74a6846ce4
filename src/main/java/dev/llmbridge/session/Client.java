package dev.llmbridge.session;

import dev.llmbridge.session.SessionEvent.ClientStatus;
import java.util.Optional;

/**
 * A process that runs a session. Most sessions have one; a session that is resumed while it is open has several.
 *
 * @param process the process
 * @param headless whether it has no terminal of its own: it was started by a program or runs in the background
 * @param file what its session file says; empty if there is none or it cannot be relied on
 * @param stopped whether job control has stopped it
 * @param stamp CLOCK_MONOTONIC ns of its last event that affected the session; 0 if there was none
 */
public record Client(ClientProcess process, boolean headless, Optional<FileStatus> file, boolean stopped, long stamp) {
    /** A process of which nothing else is known. */
    public Client(ClientProcess process) {
        this(process, false, Optional.empty(), false, 0);
    }

    Client withHeadless(boolean isHeadless) {
        return new Client(process, isHeadless, file, stopped, stamp);
    }

    Client withFile(Optional<FileStatus> status) {
        return new Client(process, headless, status, stopped, stamp);
    }

    Client withStopped(boolean isStopped) {
        return new Client(process, headless, file, isStopped, stamp);
    }

    /** Returns the state after an event that affected the session; a stopped process causes none. */
    Client active(long at) {
        return new Client(process, headless, file, false, at);
    }

    Client withStamp(long at) {
        return new Client(process, headless, file, stopped, at);
    }

    /** Returns whether its session file says that it is working or waiting. */
    boolean isActive() {
        return fileSays(ClientStatus.BUSY) || fileSays(ClientStatus.WAITING);
    }

    boolean fileSays(ClientStatus status) {
        return file.isPresent() && file.get().status() == status;
    }

    /** Returns whether this is the process that sent an event; its start time is unknown if it was not seen alive. */
    boolean isSender(ClientProcess sender) {
        boolean sameStart =
                process.startTime() == sender.startTime() || !process.wasSeenAlive() || !sender.wasSeenAlive();
        return process.pid() == sender.pid() && sameStart;
    }
}
