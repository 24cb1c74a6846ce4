package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.session.Timestamp;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * Caches the start times of clients between two heartbeats, so that not every hook costs a read of /proc. A pid that
 * now belongs to another process is still detected soon.
 */
@Singleton
final class StartTimeCache implements MessageTranslator.Processes, PeriodicTask {
    private final ProcFs proc;
    private final int uid;
    private final Map<Integer, Long> startTimes = new HashMap<>();

    @Inject
    StartTimeCache(ProcFs proc, Libc libc) {
        this(proc, libc.getuid());
    }

    StartTimeCache(ProcFs proc, int uid) {
        this.proc = proc;
        this.uid = uid;
    }

    @Override
    public long startTime(int pid) {
        return startTimes.computeIfAbsent(
                pid, unknown -> proc.startTimeIfOwnedBy(unknown, uid).orElse(0));
    }

    @Override
    public void perform(Timestamp now) {
        startTimes.clear();
    }
}
