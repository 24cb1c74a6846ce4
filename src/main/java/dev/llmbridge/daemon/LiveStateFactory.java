package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.store.StateWriter;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the state that a started daemon owns. */
@Singleton
final class LiveStateFactory {
    private final Settings settings;
    private final MessageTranslator translator;
    private final RenderOptions options;
    private final StateWriter writer;
    private final QueryAnswers answers;
    private final LivenessMonitor liveness;
    private final Heartbeat heartbeat;
    private final List<PeriodicTask> tasks;

    @Inject
    LiveStateFactory(
            Settings settings,
            MessageTranslator translator,
            RenderOptions options,
            StateWriter writer,
            QueryAnswers answers,
            LivenessMonitor liveness,
            Heartbeat heartbeat,
            @All List<PeriodicTask> tasks) {
        this.settings = settings;
        this.translator = translator;
        this.options = options;
        this.writer = writer;
        this.answers = answers;
        this.liveness = liveness;
        this.heartbeat = heartbeat;
        this.tasks = tasks;
    }

    LiveState create(SessionTable sessions, LiveState.ReplySender replies) {
        return new LiveState(
                sessions,
                translator,
                options,
                settings.expiry(),
                new Debouncer(settings.debounce(), settings.debounceCap()),
                new StatePublisher(writer),
                answers,
                replies,
                liveness,
                heartbeat,
                tasks);
    }
}
