package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.agent.claude.StatusLineReport;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.PeerAddress;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.MessageCodec;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.Timestamp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Passes each event of the loop to the component that handles it, and replies to clients that wait for a reply. */
final class EventDispatcher implements EventLoop.Handler {
    private static final Logger LOG = Logger.getLogger(EventDispatcher.class);

    /**
     * How long the clock keeps ticking after the last event, in ns; longer than the 5 s between scans for Waybar
     * processes.
     */
    private static final long PAUSE_AFTER = Duration.ofSeconds(6).toNanos();

    /** How often the daemon's own files are checked while the clock is paused, in ns. */
    private static final long IDLE_CHECK = Duration.ofMinutes(1).toNanos();

    private final LiveState state;
    private final MessageTranslator translator;
    private final Replies replies;
    private final ReplySender sender;
    private final LivenessMonitor liveness;
    private final Watchers watchers;
    private final Clock clock;
    private final List<PeriodicTask> tasks;
    private final PublicationGuard guard;
    private final BootClock bootClock;
    private Instant bootedAt;
    private final InputStats stats = new InputStats();
    private OptionalLong lastActivity = OptionalLong.empty();
    private boolean ticking = true;
    private long nextIdleCheck;
    private boolean superseded;

    /** Sends a reply to the client that asked. The reply is created only if it can be sent. */
    interface ReplySender {
        void send(Supplier<byte[]> reply, PeerAddress to);
    }

    /**
     * Receives what has to be watched when an event reveals a client.
     *
     * @param exits receives each client's process
     * @param directories receives each directory that a client named as the one with its session files
     */
    record Watchers(Consumer<ClientProcess> exits, Consumer<Path> directories) {}

    /** Decides whether files may be written. */
    interface PublicationGuard {
        /**
         * Returns whether this daemon may write files. If hooks have written them because somebody removed the daemon's
         * own files, first restores these and adopts what the hooks have written.
         */
        boolean mayPublish();
    }

    /** The source of {@link LoopEvent.Tick}s. It is running initially. */
    interface Clock {
        void pause();

        void resume();
    }

    EventDispatcher(
            LiveState state,
            MessageTranslator translator,
            Replies replies,
            ReplySender sender,
            LivenessMonitor liveness,
            Watchers watchers,
            Clock clock,
            List<PeriodicTask> tasks,
            PublicationGuard guard,
            BootClock bootClock) {
        this.state = state;
        this.translator = translator;
        this.replies = replies;
        this.sender = sender;
        this.liveness = liveness;
        this.watchers = watchers;
        this.clock = clock;
        this.tasks = List.copyOf(tasks);
        this.guard = guard;
        this.bootClock = bootClock;
        this.bootedAt = bootClock.bootedAt();
    }

    /**
     * Catches up with what happened while no daemon was running, before anything is published.
     *
     * @param files the clients' session files as they are now
     */
    void begin(List<ClientSessionFile> files, Timestamp now) {
        // Files are read before processes are checked: a session may have moved from a dead process to a live one.
        for (ClientSessionFile file : files) {
            read(file, now);
        }
        liveness.detectExits(state.sessions(), now).forEach(end -> apply(end, now));
        watch(state.sessions());
        state.publishNow(now);
    }

    /** Adopts sessions that hooks have stored because they could not reach the daemon. */
    void adopt(Collection<Session> stored, Timestamp now) {
        state.adopt(stored, now);
        watch(stored);
    }

    private void watch(Collection<Session> sessions) {
        for (Session session : sessions) {
            session.clients().all().forEach(client -> watch(client.process()));
        }
    }

    /** Returns the number of known sessions. */
    int sessionCount() {
        return state.sessions().size();
    }

    @Override
    public void handle(LoopEvent event) {
        switch (event) {
            case LoopEvent.Datagram datagram -> receive(datagram);
            case LoopEvent.ClientFileSeen(ClientSessionFile file, Timestamp now) -> read(file, now);
            case LoopEvent.ClientFileDeleted(int pid, Timestamp now) ->
                liveness.fileRemoved(pid, state.sessions(), now).forEach(end -> apply(end, now));
            case LoopEvent.ProcessExited(ClientProcess process, Timestamp now) ->
                liveness.exited(process, state.sessions(), now).forEach(end -> apply(end, now));
            case LoopEvent.Tick(Timestamp now) -> tick(now);
            case LoopEvent.Superseded() -> {
                LOG.error("another daemon is running");
                superseded = true;
            }
            case LoopEvent.SocketFailed() -> LOG.error("cannot receive any more messages");
            case LoopEvent.Reload() -> LOG.debug("asked to read the configuration again");
            case LoopEvent.Stop() -> LOG.debug("asked to stop");
        }
    }

    /** All times of sessions are wall times; if that clock is set, durations must remain as they are. */
    private void followWallClock(Timestamp now) {
        Duration set = bootClock.offsetSince(bootedAt);
        bootedAt = bootedAt.plus(set);
        if (!set.isZero()) {
            LOG.infof("the wall clock was set by %d s", set.toSeconds());
            state.shiftTimes(set, now);
        }
    }

    private void receive(LoopEvent.Datagram datagram) {
        stats.received();
        Timestamp now = datagram.receivedAt();
        followWallClock(now);
        try {
            Optional<Message> message = MessageCodec.decode(datagram.bytes());
            if (message.isEmpty()) {
                stats.dropped(now.monotonic());
            } else {
                receive(message.get(), datagram.sender(), now);
            }
        } finally {
            // It contains what the user and the model wrote, which would otherwise stay in memory until that is reused.
            Arrays.fill(datagram.bytes(), (byte) 0);
        }
    }

    private void receive(Message message, Optional<PeerAddress> from, Timestamp now) {
        switch (message) {
            case Message.Query(Message.QueryType type) ->
                from.ifPresent(to -> sender.send(() -> replies.answer(type, state, stats, now), to));
            case Message.StatusLinePayload payload -> receive(payload, from, now);
            case Message.TypedEvent typed -> apply(translator.read(typed, now), now);
            case Message.Hook hook -> receive(hook, now);
        }
    }

    private void receive(Message.Hook hook, Timestamp now) {
        List<SessionEvent> events = translator.read(hook, now);
        Optional<String> selfTest = events.isEmpty() ? translator.selfTest(hook) : Optional.empty();
        if (selfTest.isPresent()) {
            stats.selfTest(selfTest.get());
            return;
        }
        apply(events, now);
        // The client may use another configuration directory than the daemon's environment names.
        translator.sessionsDirectory(hook, events).ifPresent(watchers.directories());
    }

    /**
     * A status line client with an address waits for the line. Rendering it here saves that process most of its work.
     */
    private void receive(Message.StatusLinePayload payload, Optional<PeerAddress> from, Timestamp now) {
        Optional<StatusLineReport> report = StatusLineReport.parse(payload.json());
        if (report.isEmpty()) {
            stats.dropped(now.monotonic());
            return;
        }
        SessionEvent event = report.get().toEvent(now.wall(), now.monotonic());
        apply(event, now);
        translator.branchAfter(event).ifPresent(read -> apply(read, now));
        from.ifPresent(to -> sender.send(() -> replies.statusLine(report.get(), event, state, now), to));
    }

    private void apply(List<SessionEvent> events, Timestamp now) {
        if (events.isEmpty()) {
            stats.dropped(now.monotonic());
        }
        for (SessionEvent event : events) {
            apply(event, now);
        }
    }

    private void apply(SessionEvent event, Timestamp now) {
        LOG.debugf("%s %s", event.session(), event.detail());
        lastActivity = OptionalLong.of(now.monotonic());
        if (!ticking) {
            ticking = true;
            clock.resume();
        }
        boolean removed = state.apply(event, now);
        event.client().ifPresent(this::watch);
        if (removed) {
            liveness.observeAgain(state.sessions(), now).forEach(seen -> state.apply(seen, now));
        }
    }

    private void watch(ClientProcess process) {
        if (process.wasSeenAlive()) {
            watchers.exits().accept(process);
        }
    }

    private void read(ClientSessionFile file, Timestamp now) {
        followWallClock(now);
        List<SessionEvent> events = liveness.observe(file, now);
        if (!events.isEmpty() && file.hasUnknownStatus()) {
            stats.unknownStatus(file.status());
        }
        events.forEach(event -> apply(event, now));
    }

    private void tick(Timestamp now) {
        followWallClock(now);
        for (PeriodicTask task : tasks) {
            task.perform(now);
        }
        if (!guard.mayPublish()) {
            return;
        }
        state.rewriteIfMissing(now);
        liveness.detectExits(state.sessions(), now).forEach(end -> apply(end, now));
        liveness.detectStops(state.sessions(), now).forEach(stop -> apply(stop, now));
        state.expire(now);
        boolean active = lastActivity.isPresent() && now.monotonic() - lastActivity.getAsLong() < PAUSE_AFTER;
        // Without sessions nothing depends on the clock, so the daemon can sleep.
        if (ticking && !active && state.isIdle()) {
            ticking = false;
            nextIdleCheck = now.monotonic() + IDLE_CHECK;
            clock.pause();
        }
    }

    @Override
    public OptionalLong wakeAt() {
        OptionalLong due = state.wakeAt();
        if (ticking) {
            // The next tick updates the tooltip.
            return due;
        }
        long check = Math.min(nextIdleCheck, state.tooltipDue().orElse(nextIdleCheck));
        return OptionalLong.of(Math.min(check, due.orElse(check)));
    }

    @Override
    public void wake(Timestamp now) {
        followWallClock(now);
        nextIdleCheck = now.monotonic() + IDLE_CHECK;
        if (guard.mayPublish()) {
            state.wake(now);
        }
    }

    @Override
    public void close(Timestamp now) {
        if (!superseded && guard.mayPublish()) {
            state.flush(now);
        }
    }
}
