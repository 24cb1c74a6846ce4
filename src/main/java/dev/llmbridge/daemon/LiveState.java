package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.display.BarRenderer;
import dev.llmbridge.display.BarState;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.display.StatusLineRenderer;
import dev.llmbridge.posix.PeerAddress;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.MessageCodec;
import dev.llmbridge.session.Change;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.UsageReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** The state of all sessions, always current; what is published of it is debounced. Belongs to the loop's thread. */
final class LiveState implements EventLoop.Handler {
    private static final Logger LOG = Logger.getLogger(LiveState.class);
    private static final int ANSWER_LIMIT = 200_000;

    /** How long the clock goes on after the last thing that happened; longer than bars are looked for after it. */
    private static final long REST_AFTER = Duration.ofSeconds(6).toNanos();

    private final SessionTable sessions;
    private final MessageTranslator translator;
    private final RenderOptions options;
    private final Expiry expiry;
    private final Debouncer debouncer;
    private final StatePublisher publisher;
    private final QueryAnswers answers;
    private final ReplySender replies;
    private final LivenessMonitor liveness;
    private final Ticks ticks;
    private final List<PeriodicTask> tasks;
    private final DatagramStats stats = new DatagramStats();
    private OptionalLong nextTimedChange = OptionalLong.empty();
    private OptionalLong lastActivity = OptionalLong.empty();
    private boolean ticking = true;

    /** The way an answer goes. */
    interface ReplySender {
        void send(byte[] answer, PeerAddress to);
    }

    /** The clock whose ticks the loop is told of. It runs at first. */
    interface Ticks {
        void pause();

        void resume();
    }

    LiveState(
            SessionTable sessions,
            MessageTranslator translator,
            RenderOptions options,
            Expiry expiry,
            Debouncer debouncer,
            StatePublisher publisher,
            QueryAnswers answers,
            ReplySender replies,
            LivenessMonitor liveness,
            Ticks ticks,
            List<PeriodicTask> tasks) {
        this.sessions = sessions;
        this.translator = translator;
        this.options = options;
        this.expiry = expiry;
        this.debouncer = debouncer;
        this.publisher = publisher;
        this.answers = answers;
        this.replies = replies;
        this.liveness = liveness;
        this.ticks = ticks;
        this.tasks = List.copyOf(tasks);
    }

    @Override
    public void handle(LoopEvent incoming) {
        switch (incoming) {
            case LoopEvent.Datagram datagram -> received(datagram);
            case LoopEvent.ClientFileSeen(ClientSessionFile file, Timestamp now) -> clientFileSeen(file, now);
            case LoopEvent.ClientFileGone(int pid, Timestamp now) ->
                liveness.fileGone(pid, sessions.all(), now).forEach(end -> take(end, now));
            case LoopEvent.Tick(Timestamp now) -> tick(now);
            case LoopEvent.SocketLost() -> LOG.error("no datagram can come any more");
            case LoopEvent.Stop() -> LOG.debug("asked to stop");
        }
    }

    /**
     * The first look around: what happened while nobody watched is made good before anything is shown.
     *
     * @param files what the clients' files say now
     */
    void begin(List<ClientSessionFile> files, Timestamp now) {
        // First, as a session may have gone on in another process than the one that is gone.
        for (ClientSessionFile file : files) {
            clientFileSeen(file, now);
        }
        liveness.gone(sessions.all(), now).forEach(end -> take(end, now));
        debouncer.takePending();
        publish(now);
    }

    /** How many sessions are known. */
    int sessionCount() {
        return sessions.all().size();
    }

    private void clientFileSeen(ClientSessionFile file, Timestamp now) {
        liveness.observe(file, now).ifPresent(event -> take(event, now));
    }

    private void tick(Timestamp now) {
        for (PeriodicTask task : tasks) {
            task.perform(now);
        }
        liveness.gone(sessions.all(), now).forEach(end -> take(end, now));
        note(sessions.expire(now.wall(), expiry), now);
        if (publisher.hasUnpublished()) {
            debouncer.changed(now.monotonic());
        } else {
            restIfNothingIsLeft(now);
        }
    }

    /** With no session there is nothing to look after: the clock may stop, and the daemon sleeps. */
    private void restIfNothingIsLeft(Timestamp now) {
        boolean stirred = lastActivity.isPresent() && now.monotonic() - lastActivity.getAsLong() < REST_AFTER;
        if (ticking && sessions.all().isEmpty() && !stirred) {
            ticking = false;
            ticks.pause();
        }
    }

    private void noteActivity(Timestamp now) {
        lastActivity = OptionalLong.of(now.monotonic());
        if (!ticking) {
            ticking = true;
            ticks.resume();
        }
    }

    private void received(LoopEvent.Datagram datagram) {
        stats.received();
        Optional<Message> message = MessageCodec.decode(datagram.bytes(), datagram.bytes().length);
        if (message.isEmpty()) {
            stats.dropped(datagram.receivedAt().monotonic());
        } else if (message.get() instanceof Message.Query(Message.What what)) {
            datagram.sender().ifPresent(sender -> replies.send(answer(what, datagram.receivedAt()), sender));
        } else {
            apply(message.get(), datagram);
        }
    }

    private void apply(Message message, LoopEvent.Datagram datagram) {
        Timestamp now = datagram.receivedAt();
        var events = translator.read(message, now);
        if (events.isEmpty()) {
            stats.dropped(now.monotonic());
        }
        for (SessionEvent event : events) {
            take(event, now);
            answerStatusLine(event, datagram.sender(), now);
        }
    }

    /** A status line that has an address waits for its text: rendering it here saves its process most of its time. */
    private void answerStatusLine(SessionEvent event, Optional<PeerAddress> sender, Timestamp now) {
        if (sender.isPresent() && event.what() instanceof SessionEvent.EventDetail.Used(UsageReport told)) {
            // A session that is over may still have a line, and is not among the others any more.
            Session session = sessions.get(event.session()).orElseGet(() -> Session.unknown(event.session(), now.wall())
                    .on(event));
            StatusLineRenderer line =
                    StatusLineRenderer.of(session, told.onto(Usage.NONE), overview(now), options, now.wall());
            replies.send(
                    line.render(true, StatusLineRenderer.UNBOUNDED).getBytes(StandardCharsets.UTF_8), sender.get());
        }
    }

    private void take(SessionEvent event, Timestamp now) {
        LOG.debugf("%s %s", event.session(), event.what());
        noteActivity(now);
        note(sessions.on(event), now);
    }

    private void note(Change change, Timestamp now) {
        if (publisher.note(change)) {
            debouncer.changed(now.monotonic());
        }
    }

    private byte[] answer(Message.What what, Timestamp now) {
        return switch (what) {
            case STATUS -> answers.status(rendered(overview(now), now));
            case SESSIONS -> SessionList.of(overview(now)).toJson(ANSWER_LIMIT);
            case PING -> answers.ping(stats);
        };
    }

    private Overview overview(Timestamp now) {
        return Overview.at(sessions.all(), now.wall(), expiry);
    }

    private BarState rendered(Overview overview, Timestamp now) {
        return BarRenderer.render(overview, options, now.wall());
    }

    @Override
    public OptionalLong wakeAt() {
        OptionalLong due = debouncer.due();
        if (due.isEmpty() || nextTimedChange.isEmpty()) {
            return due.isEmpty() ? nextTimedChange : due;
        }
        return OptionalLong.of(Math.min(due.getAsLong(), nextTimedChange.getAsLong()));
    }

    @Override
    public void wake(Timestamp now) {
        boolean timedChange = nextTimedChange.isPresent() && now.monotonic() >= nextTimedChange.getAsLong();
        if (debouncer.takeDue(now.monotonic()) || timedChange) {
            publish(now);
        }
    }

    /** Makes the current state known, whether or not anything changed. */
    void publish(Timestamp now) {
        Overview overview = overview(now);
        publisher.publish(sessions, rendered(overview, now), now);
        Optional<Instant> change = BarRenderer.nextChange(overview, options, now.wall());
        nextTimedChange = change.isPresent() ? OptionalLong.of(monotonic(change.get(), now)) : OptionalLong.empty();
    }

    private static long monotonic(Instant at, Timestamp now) {
        return now.monotonic() + Duration.between(now.wall(), at).toNanos();
    }

    @Override
    public void close(Timestamp now) {
        if (debouncer.takePending()) {
            publish(now);
        }
    }
}
