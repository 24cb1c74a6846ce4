package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.session.Client;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Derives events from the clients' session files and processes. These reveal what no hook reports: interrupts and
 * kills. Used only on the loop's thread.
 */
final class LivenessMonitor {
    private final ProcFs proc;
    private final int uid;

    /**
     * The last file read for each pid. An identical file is not reported again, even if the wall clock has been
     * set since then.
     */
    private final Map<Integer, ClientSessionFile> lastSeen = new HashMap<>();

    LivenessMonitor(ProcFs proc, int uid) {
        this.proc = proc;
        this.uid = uid;
    }

    /**
     * Returns the events that a file reports; none if the file has not changed, or if its process is not running, or
     * belongs to another user or PID namespace.
     */
    List<SessionEvent> observe(ClientSessionFile file, Timestamp now) {
        int pid = file.client().pid();
        boolean isOwn = proc.startTimeIfOwnedBy(pid, uid)
                .equals(OptionalLong.of(file.client().startTime()));
        if (file.equals(lastSeen.get(pid)) || !isOwn) {
            return List.of();
        }
        lastSeen.put(pid, file);
        return file.toEvents(now);
    }

    /**
     * Returns the events that the files of running processes report. Includes only processes that belong to none of
     * these sessions, because another process has ended their session.
     */
    List<SessionEvent> observeAgain(Collection<Session> sessions, Timestamp now) {
        Set<ClientProcess> known = new HashSet<>();
        sessions.forEach(session -> session.clients().all().forEach(client -> known.add(client.process())));
        return lastSeen.values().stream()
                .filter(file -> !known.contains(file.client()) && isRunning(file.client()))
                .flatMap(file -> file.toEvents(now).stream())
                .toList();
    }

    /**
     * Returns what the removal of a process's file means for its sessions. A client removes its file when it exits; if
     * it is still running, what the file last reported no longer holds.
     */
    List<SessionEvent> fileRemoved(int pid, Collection<Session> sessions, Timestamp now) {
        lastSeen.remove(pid);
        return eachClient(sessions)
                .filter(member -> member.process().pid() == pid)
                .map(member -> member.event(
                        hasExited(member.process())
                                ? new EventDetail.ClientExited()
                                : new EventDetail.ClientFileRemoved(),
                        now))
                .toList();
    }

    /** Returns the exit of a process for each of its sessions. */
    List<SessionEvent> exited(ClientProcess process, Collection<Session> sessions, Timestamp now) {
        lastSeen.remove(process.pid());
        return eachClient(sessions)
                .filter(member -> member.process().equals(process))
                .map(member -> member.event(new EventDetail.ClientExited(), now))
                .toList();
    }

    /** Returns the exit of each process that has exited or whose pid now belongs to another process. */
    List<SessionEvent> detectExits(Collection<Session> sessions, Timestamp now) {
        List<SessionClient> exited = eachClient(sessions)
                .filter(member -> hasExited(member.process()))
                .toList();
        exited.forEach(member -> lastSeen.remove(member.process().pid()));
        return exited.stream()
                .map(member -> member.event(new EventDetail.ClientExited(), now))
                .toList();
    }

    /** Returns an event for each client that was stopped or continued by job control. */
    List<SessionEvent> detectStops(Collection<Session> sessions, Timestamp now) {
        return eachClient(sessions)
                .filter(member -> member.process().wasSeenAlive())
                .filter(member -> isStopped(member) != member.client().stopped())
                .map(member -> member.event(new EventDetail.ClientStopped(isStopped(member)), now))
                .toList();
    }

    private static Stream<SessionClient> eachClient(Collection<Session> sessions) {
        return sessions.stream().flatMap(session -> session.clients().all().stream()
                .map(client -> new SessionClient(session.id(), client)));
    }

    private boolean isStopped(SessionClient member) {
        return proc.isStopped(member.process().pid()).orElse(member.client().stopped());
    }

    /** A process that was never seen alive counts as running, because its exit cannot be detected. */
    private boolean hasExited(ClientProcess process) {
        return process.wasSeenAlive() && !isRunning(process);
    }

    private boolean isRunning(ClientProcess client) {
        return proc.isRunning(client.pid(), client.startTime());
    }

    /** One of a session's processes. */
    private record SessionClient(SessionId session, Client client) {
        ClientProcess process() {
            return client.process();
        }

        SessionEvent event(EventDetail detail, Timestamp now) {
            return new SessionEvent(session, now.wall(), now.monotonic(), Optional.of(process()), "", detail);
        }
    }
}
