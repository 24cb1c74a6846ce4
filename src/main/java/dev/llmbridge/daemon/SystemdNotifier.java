package dev.llmbridge.daemon;

import dev.llmbridge.session.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Notifies the service manager that the daemon is ready, alive, reloading or stopping, and of its status. It does so on
 * the loop's thread between two events, so if the loop hangs, the pings stop and systemd restarts the daemon. A
 * notification that fails does not affect the events.
 */
final class SystemdNotifier implements EventLoop.Handler {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long STATUS_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long RETRY_PAUSE = Duration.ofMillis(100).toNanos();

    private final EventLoop.Handler handler;
    private final Supplier<ServiceStatus> status;
    private final ServiceManager manager;
    private final long pingEvery;

    private boolean readySent;
    private boolean reloading;
    private Optional<ServiceStatus> statusSent = Optional.empty();
    private long nextStatus = Long.MIN_VALUE;
    private long nextPing = NEVER;
    private long notBefore = Long.MIN_VALUE;

    /** The service manager that started this process and watches it. */
    interface ServiceManager {
        /** The result of sending a message. */
        enum Delivery {
            ACCEPTED,
            /** The message could not be sent now, e.g. because the manager's queue is full; try again later. */
            BUSY,
            /** The manager does not exist, or does not accept messages from this process. */
            REFUSED
        }

        /**
         * Sends a message without blocking.
         *
         * @param message assignments such as {@code READY=1}, one per line; see sd_notify(3)
         */
        Delivery send(String message);
    }

    /**
     * The status that the service manager shows for the daemon.
     *
     * @param sessions number of known sessions
     * @param bars number of Waybars found
     */
    record ServiceStatus(int sessions, int bars) {
        /** The status in one line. */
        String text() {
            return switch (sessions) {
                        case 0 -> "No session";
                        case 1 -> "1 session";
                        default -> sessions + " sessions";
                    }
                    + switch (bars) {
                        case 0 -> ", no Waybar found";
                        case 1 -> ", Waybar found";
                        default -> ", " + bars + " Waybars found";
                    };
        }
    }

    /**
     * Wraps a handler.
     *
     * @param status returns the current status; called between two events
     * @param watchdog the manager's timeout; empty if it has none
     */
    SystemdNotifier(
            EventLoop.Handler handler,
            Supplier<ServiceStatus> status,
            ServiceManager manager,
            Optional<Duration> watchdog) {
        this.handler = handler;
        this.status = status;
        this.manager = manager;
        this.pingEvery = watchdog.map(limit -> limit.toNanos() / 2).orElse(NEVER);
    }

    @Override
    public void handle(LoopEvent event) {
        reloading |= event instanceof LoopEvent.Reload;
        handler.handle(event);
    }

    @Override
    public OptionalLong wakeAt() {
        long due = due();
        OptionalLong handlerDue = handler.wakeAt();
        if (due == NEVER) {
            return handlerDue;
        }
        return OptionalLong.of(handlerDue.isPresent() ? Math.min(due, handlerDue.getAsLong()) : due);
    }

    private long due() {
        long due = readySent ? nextPing : 0;
        if (statusChanged()) {
            due = Math.min(due, nextStatus);
        }
        return Math.max(due, notBefore);
    }

    private boolean statusChanged() {
        return !statusSent.equals(Optional.of(status.get()));
    }

    @Override
    public void wake(Timestamp now) {
        handler.wake(now);
        sendWhatIsDue(now.monotonic());
    }

    private void sendWhatIsDue(long now) {
        if (now < due()) {
            return;
        }
        ServiceStatus current = status.get();
        boolean sendsStatus = statusChanged() && now >= nextStatus;
        List<String> message = new ArrayList<>();
        if (!readySent) {
            message.add("READY=1");
        }
        if (sendsStatus) {
            message.add("STATUS=" + current.text());
        }
        if (now >= nextPing) {
            message.add("WATCHDOG=1");
        }
        if (manager.send(String.join("\n", message)) == ServiceManager.Delivery.BUSY) {
            notBefore = now + RETRY_PAUSE;
            return;
        }
        if (sendsStatus) {
            statusSent = Optional.of(current);
            nextStatus = now + STATUS_PAUSE;
        }
        if (!readySent || now >= nextPing) {
            nextPing = pingEvery == NEVER ? NEVER : now + pingEvery;
        }
        readySent = true;
    }

    @Override
    public void close(Timestamp now) {
        // The program starts again in this process and then sends READY=1.
        manager.send(
                reloading ? "RELOADING=1\nMONOTONIC_USEC=" + now.monotonic() / NANOS_PER_MICRO : "STOPPING=1\nSTATUS=");
        handler.close(now);
    }
}
