package dev.llmbridge.daemon;

import dev.llmbridge.session.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Tells a service manager how the loop's work fares: ready, what it does, still alive, stopping. All of it is said on the
 * loop's own thread between two pieces of work, so that a loop which is stuck is silent, and gets restarted. Nothing that
 * is told, or cannot be told, changes the work.
 */
final class SystemdNotifier implements EventLoop.Handler {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long STATUS_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long RETRY_PAUSE = Duration.ofMillis(100).toNanos();

    private final EventLoop.Handler work;
    private final Supplier<ServiceStatus> status;
    private final ServiceManager manager;
    private final long pingEvery;

    private boolean readyTold;
    private Optional<ServiceStatus> statusTold = Optional.empty();
    private long nextStatus = Long.MIN_VALUE;
    private long nextPing;
    private long notBefore = Long.MIN_VALUE;

    /**
     * Watches over {@code work}.
     *
     * @param status what it does at the moment; asked between two pieces of work
     * @param watchdog how long the manager bears silence; empty for ever
     */
    SystemdNotifier(
            EventLoop.Handler work,
            Supplier<ServiceStatus> status,
            ServiceManager manager,
            Optional<Duration> watchdog) {
        this.work = work;
        this.status = status;
        this.manager = manager;
        this.pingEvery = watchdog.map(limit -> limit.toNanos() / 2).orElse(NEVER);
        this.nextPing = NEVER;
    }

    @Override
    public void handle(LoopEvent incoming) {
        work.handle(incoming);
    }

    @Override
    public OptionalLong wakeAt() {
        long due = due();
        OptionalLong workDue = work.wakeAt();
        if (due == NEVER) {
            return workDue;
        }
        return OptionalLong.of(workDue.isPresent() ? Math.min(due, workDue.getAsLong()) : due);
    }

    private long due() {
        long due = readyTold ? nextPing : 0;
        if (statusIsNews()) {
            due = Math.min(due, nextStatus);
        }
        return Math.max(due, notBefore);
    }

    private boolean statusIsNews() {
        return !statusTold.equals(Optional.of(status.get()));
    }

    @Override
    public void wake(Timestamp now) {
        work.wake(now);
        tellWhatIsDue(now.monotonic());
    }

    private void tellWhatIsDue(long now) {
        if (now < due()) {
            return;
        }
        ServiceStatus current = status.get();
        boolean tellsStatus = statusIsNews() && now >= nextStatus;
        List<String> message = new ArrayList<>();
        if (!readyTold) {
            message.add("READY=1");
        }
        if (tellsStatus) {
            message.add("STATUS=" + current.text());
        }
        if (now >= nextPing) {
            message.add("WATCHDOG=1");
        }
        if (manager.tell(String.join("\n", message)) == ServiceManager.Receipt.BUSY) {
            notBefore = now + RETRY_PAUSE;
            return;
        }
        if (tellsStatus) {
            statusTold = Optional.of(current);
            nextStatus = now + STATUS_PAUSE;
        }
        if (!readyTold || now >= nextPing) {
            nextPing = pingEvery == NEVER ? NEVER : now + pingEvery;
        }
        readyTold = true;
    }

    @Override
    public void close(Timestamp now) {
        manager.tell("STOPPING=1\nSTATUS=");
        work.close(now);
    }
}
