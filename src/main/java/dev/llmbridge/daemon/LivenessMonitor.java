package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the clients' files and processes say, where hooks say nothing: after an interrupt, or a kill. Belongs to the
 * loop's thread.
 */
final class LivenessMonitor {
    private final ProcFs proc;
    private final int uid;

    /** What was heard last of each process: to hear it again is no news, even if the time of day was set in between. */
    private final Map<Integer, ClientSessionFile> heard = new HashMap<>();

    LivenessMonitor(ProcFs proc, int uid) {
        this.proc = proc;
        this.uid = uid;
    }

    /** What a file tells that is new; nothing where the process that wrote it does not run, or is another user's. */
    Optional<SessionEvent> observe(ClientSessionFile file, Timestamp now) {
        int pid = file.client().pid();
        if (file.equals(heard.get(pid)) || !runs(file.client()) || !isOwn(pid)) {
            return Optional.empty();
        }
        heard.put(pid, file);
        return Optional.of(file.toEvent(now));
    }

    /** A client removes its file when it ends: the end of its session, where it is gone already. */
    List<SessionEvent> fileGone(int pid, Collection<Session> sessions, Timestamp now) {
        heard.remove(pid);
        List<SessionEvent> ends = new ArrayList<>();
        for (Session session : sessions) {
            if (session.client().isPresent() && session.client().get().pid() == pid && isGone(session)) {
                ends.add(end(session, now));
            }
        }
        return ends;
    }

    /** The end of each session whose process is gone or has given its pid to another. */
    List<SessionEvent> gone(Collection<Session> sessions, Timestamp now) {
        List<SessionEvent> ends = new ArrayList<>();
        for (Session session : sessions) {
            if (isGone(session)) {
                heard.remove(session.client().orElseThrow().pid());
                ends.add(end(session, now));
            }
        }
        return ends;
    }

    /** A process that was never seen alive cannot be seen to end. */
    private boolean isGone(Session session) {
        return session.client().isPresent()
                && session.client().get().isKnownAlive()
                && !runs(session.client().get());
    }

    private boolean runs(ClientProcess client) {
        OptionalLong startTime = proc.startTime(client.pid());
        return startTime.isPresent() && startTime.getAsLong() == client.startTime();
    }

    private boolean isOwn(int pid) {
        OptionalInt owner = proc.uid(pid);
        return owner.isPresent() && owner.getAsInt() == uid;
    }

    private static SessionEvent end(Session session, Timestamp now) {
        return new SessionEvent(
                session.id(), now.wall(), now.monotonic(), session.client(), "", new EventDetail.ClientGone());
    }
}
