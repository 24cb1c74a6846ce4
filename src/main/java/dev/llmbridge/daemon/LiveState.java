package dev.llmbridge.daemon;

import dev.llmbridge.config.Settings;
import dev.llmbridge.display.BarRenderer;
import dev.llmbridge.display.BarState;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.session.Change;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * The current state of all sessions, and the debounced publication of what the bar shows. Used only on the loop's
 * thread.
 */
final class LiveState {
    private static final Logger LOG = Logger.getLogger(LiveState.class);

    /**
     * How long only events are handled after some files have been stored, in ns: enough to empty the socket's queue, in
     * which a ping may be waiting.
     */
    private static final long EVENTS_FIRST = Duration.ofMillis(1).toNanos();

    private final SessionTable sessions;
    private final RenderOptions options;
    private final Settings settings;
    private final Debouncer debouncer;
    private final StatePublisher publisher;
    private final KnownLimits limits;
    private OptionalLong nextTimedChange = OptionalLong.empty();
    private OptionalLong nextTooltipChange = OptionalLong.empty();
    private OptionalLong settleAt = OptionalLong.empty();
    /** When to store more files of the last publication; empty if all are stored. Events are handled in between. */
    private OptionalLong storeAt = OptionalLong.empty();
    /** Whether some files have just been stored, so that the events that have arrived meanwhile come first. */
    private boolean eventsFirst;

    private boolean limitLogged;

    LiveState(
            SessionTable sessions,
            RenderOptions options,
            Settings settings,
            Debouncer debouncer,
            StatePublisher publisher,
            KnownLimits limits) {
        this.sessions = sessions;
        this.options = options;
        this.settings = settings;
        this.debouncer = debouncer;
        this.publisher = publisher;
        this.limits = limits;
        for (Session session : sessions.all()) {
            limits.add(session.usage().limits(), Instant.EPOCH);
        }
    }

    /** Applies an event; returns whether it removed a session. */
    boolean apply(SessionEvent event, Timestamp now) {
        Change change = sessions.apply(event);
        sessions.get(event.session())
                .ifPresent(session -> limits.add(session.usage().limits(), now.wall()));
        record(change, now);
        if (!limitLogged && sessions.hasEvicted()) {
            LOG.warnf(
                    "more than %d sessions; those that have been silent longest are no longer shown",
                    SessionTable.MAX_SESSIONS);
            limitLogged = true;
        }
        return !change.removed().isEmpty();
    }

    /** Adopts sessions that hooks have stored because they could not reach the daemon, and publishes the result. */
    void adopt(Collection<Session> stored, Timestamp now) {
        record(sessions.adopt(stored), now);
        publishNow(now);
    }

    /** Shifts the times of all sessions, because the wall clock was set. */
    void shiftTimes(Duration by, Timestamp now) {
        limits.shiftTimes(by);
        record(sessions.shiftTimes(by), now);
    }

    /** Removes sessions that have been silent for too long, retries failed writes, and updates the tooltip's times. */
    void expire(Timestamp now) {
        record(sessions.expire(now.wall(), settings.expiry()), now);
        if (publisher.hasUnpublished()) {
            debouncer.changed(now.monotonic());
        } else if (isDue(nextTooltipChange, now)) {
            publishNow(now);
        }
    }

    /** Writes everything again if somebody has removed files. */
    void rewriteIfMissing(Timestamp now) {
        if (publisher.forgetIfMissing(sessions)) {
            publishNow(now);
        }
    }

    private void record(Change change, Timestamp now) {
        if (publisher.add(change)) {
            debouncer.changed(now.monotonic());
        }
        settleAt = monotonic(sessions.settlesAt(), now);
    }

    Collection<Session> sessions() {
        return sessions.all();
    }

    Optional<Session> session(SessionId id) {
        return sessions.get(id);
    }

    /** Whether there are no sessions and nothing is left to store. */
    boolean isIdle() {
        return sessions.all().isEmpty() && !publisher.hasUnpublished();
    }

    RenderOptions options() {
        return options;
    }

    Overview overview(Timestamp now) {
        return settings.overview(sessions.all(), limits.all(), now.wall());
    }

    /** What the bar should show now, whether or not it has been published. */
    BarState bar(Timestamp now) {
        return BarRenderer.render(overview(now), options, now.wall());
    }

    /** When a time in the tooltip changes, in CLOCK_MONOTONIC ns; {@link #expire} and {@link #wake} then update it. */
    OptionalLong tooltipDue() {
        return nextTooltipChange;
    }

    /** When to call {@link #wake}, in CLOCK_MONOTONIC ns; empty if nothing else changes without an event. */
    OptionalLong wakeAt() {
        return storeAt.isPresent() ? storeAt : earlier(debouncer.due(), earlier(nextTimedChange, settleAt));
    }

    private static OptionalLong earlier(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()));
    }

    /**
     * Settles sessions whose time has come, and publishes if a publication is due or if the passage of time has changed
     * what the bar shows. If the last publication has more to store, continues that instead, in turn with events.
     */
    void wake(Timestamp now) {
        if (publisher.isStoring()) {
            if (eventsFirst) {
                storeAt = OptionalLong.of(now.monotonic() + EVENTS_FIRST);
                eventsFirst = false;
            } else {
                storeMore(now);
            }
            return;
        }
        if (isDue(settleAt, now)) {
            record(sessions.settle(now.wall()), now);
        }
        boolean timedChange = isDue(nextTimedChange, now) || isDue(nextTooltipChange, now);
        if (debouncer.takeDue(now.monotonic()) || timedChange) {
            publish(now);
        }
    }

    /** Publishes the current state, whether or not anything changed. */
    void publishNow(Timestamp now) {
        debouncer.takePending();
        publish(now);
    }

    /** Publishes and stores everything that has changed. */
    void flush(Timestamp now) {
        if (debouncer.takePending() || publisher.hasUnpublished()) {
            publish(now);
        }
        while (publisher.isStoring()) {
            storeMore(now);
        }
    }

    private void storeMore(Timestamp now) {
        publisher.storeMore(sessions, now);
        continueStoring(now);
    }

    private void continueStoring(Timestamp now) {
        storeAt = publisher.isStoring() ? OptionalLong.of(now.monotonic()) : OptionalLong.empty();
        eventsFirst = publisher.isStoring();
    }

    private void publish(Timestamp now) {
        Overview overview = overview(now);
        BarRenderer.TimedState bar = BarRenderer.renderTimed(overview, options, now.wall());
        publisher.publish(sessions, bar.state(), now);
        continueStoring(now);
        nextTimedChange = monotonic(bar.nextChange(), now);
        nextTooltipChange = monotonic(bar.nextTooltipChange(), now);
    }

    private static boolean isDue(OptionalLong time, Timestamp now) {
        return time.isPresent() && now.monotonic() >= time.getAsLong();
    }

    private static OptionalLong monotonic(Optional<Instant> at, Timestamp now) {
        return at.isPresent()
                ? OptionalLong.of(
                        now.monotonic() + Duration.between(now.wall(), at.get()).toNanos())
                : OptionalLong.empty();
    }
}
