package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.config.BridgeConfig;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.store.StateWriter;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Creates the daemon's dispatcher and the state that it uses. */
@Singleton
final class EventDispatcherFactory {
    private final BridgeConfig config;
    private final Settings settings;
    private final MessageTranslator translator;
    private final RenderOptions options;
    private final StateWriter writer;
    private final Replies replies;
    private final LivenessMonitor liveness;
    private final ExitWatch exits;
    private final ClientDirectoryWatch directories;
    private final Heartbeat heartbeat;
    private final List<PeriodicTask> tasks;
    private final RuntimeFiles runtimeFiles;
    private final BootClock clock;
    private final LimitsWriter limits;

    @Inject
    EventDispatcherFactory(
            BridgeConfig config,
            Settings settings,
            MessageTranslator translator,
            RenderOptions options,
            StateWriter writer,
            Replies replies,
            LivenessMonitor liveness,
            ExitWatch exits,
            ClientDirectoryWatch directories,
            Heartbeat heartbeat,
            @All List<PeriodicTask> tasks,
            RuntimeFiles runtimeFiles,
            BootClock clock,
            LimitsWriter limits) {
        this.config = config;
        this.settings = settings;
        this.translator = translator;
        this.options = options;
        this.writer = writer;
        this.replies = replies;
        this.liveness = liveness;
        this.exits = exits;
        this.directories = directories;
        this.heartbeat = heartbeat;
        this.tasks = tasks;
        this.runtimeFiles = runtimeFiles;
        this.clock = clock;
        this.limits = limits;
    }

    EventDispatcher create(SessionTable sessions, EventDispatcher.ReplySender sender) {
        LiveState state = new LiveState(
                sessions,
                options,
                settings,
                new Debouncer(config.debounce(), config.debounceCap()),
                new StatePublisher(writer),
                new KnownLimits(limits.read(), limits::write));
        var watchers = new EventDispatcher.Watchers(exits::add, directories::add);
        return new EventDispatcher(
                state, translator, replies, sender, liveness, watchers, heartbeat, tasks, runtimeFiles, clock);
    }
}
