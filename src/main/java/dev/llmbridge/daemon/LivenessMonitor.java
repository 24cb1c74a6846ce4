package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Derives events from the clients' session files and processes. These reveal what no hook reports: interrupts and
 * kills. Used only on the loop's thread.
 */
final class LivenessMonitor {
    private final ProcFs proc;
    private final int uid;

    /**
     * The last file read for each pid. An identical file is not reported again, even if the wall clock was set
     * meanwhile.
     */
    private final Map<Integer, ClientSessionFile> lastSeen = new HashMap<>();

    LivenessMonitor(ProcFs proc, int uid) {
        this.proc = proc;
        this.uid = uid;
    }

    /**
     * Returns the event that a file reports; empty if the file has not changed, or if its process is not running, or
     * belongs to another user or PID namespace.
     */
    Optional<SessionEvent> observe(ClientSessionFile file, Timestamp now) {
        int pid = file.client().pid();
        boolean isOwn =
                proc.ownStartTime(pid, uid).equals(OptionalLong.of(file.client().startTime()));
        if (file.equals(lastSeen.get(pid)) || !isOwn) {
            return Optional.empty();
        }
        lastSeen.put(pid, file);
        return Optional.of(file.toEvent(now));
    }

    /**
     * Returns what the removal of a process's file means for its sessions. A client removes its file when it exits; if
     * it is still running, its file can no longer be relied on.
     */
    List<SessionEvent> fileRemoved(int pid, Collection<Session> sessions, Timestamp now) {
        lastSeen.remove(pid);
        return sessions.stream()
                .filter(session -> session.client().map(ClientProcess::pid).equals(Optional.of(pid)))
                .map(session -> event(
                        session,
                        hasExited(session) ? new EventDetail.ClientExited() : new EventDetail.ClientFileRemoved(),
                        now))
                .toList();
    }

    /** Returns the end of each session of a process that has exited. */
    List<SessionEvent> exited(ClientProcess process, Collection<Session> sessions, Timestamp now) {
        lastSeen.remove(process.pid());
        return sessions.stream()
                .filter(session -> session.client().equals(Optional.of(process)))
                .map(session -> event(session, new EventDetail.ClientExited(), now))
                .toList();
    }

    /** Returns the end of each session whose process has exited or whose pid now belongs to another process. */
    List<SessionEvent> detectExits(Collection<Session> sessions, Timestamp now) {
        List<Session> exited = sessions.stream().filter(this::hasExited).toList();
        exited.forEach(session -> lastSeen.remove(session.client().orElseThrow().pid()));
        return exited.stream()
                .map(session -> event(session, new EventDetail.ClientExited(), now))
                .toList();
    }

    /** Returns an event for each session whose client was stopped or continued by job control. */
    List<SessionEvent> detectStops(Collection<Session> sessions, Timestamp now) {
        return sessions.stream()
                .filter(Session::hasKnownProcess)
                .filter(session -> isStopped(session) != session.clientStopped())
                .map(session -> event(session, new EventDetail.ClientStopped(isStopped(session)), now))
                .toList();
    }

    private boolean isStopped(Session session) {
        return proc.isStopped(session.client().orElseThrow().pid());
    }

    /** A process that was never seen alive counts as running, because its exit could not be detected either. */
    private boolean hasExited(Session session) {
        return session.hasKnownProcess() && !isRunning(session.client().orElseThrow());
    }

    private boolean isRunning(ClientProcess client) {
        return proc.isRunning(client.pid(), client.startTime());
    }

    private static SessionEvent event(Session session, EventDetail detail, Timestamp now) {
        return new SessionEvent(session.id(), now.wall(), now.monotonic(), session.client(), "", detail);
    }
}
