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
    private final MessageTranslator interpreter;
    private final RenderOptions look;
    private final StateWriter publisher;
    private final QueryAnswers answers;
    private final LivenessMonitor witness;
    private final Heartbeat heartbeat;
    private final List<PeriodicTask> chores;

    @Inject
    LiveStateFactory(
            Settings settings,
            MessageTranslator interpreter,
            RenderOptions look,
            StateWriter publisher,
            QueryAnswers answers,
            LivenessMonitor witness,
            Heartbeat heartbeat,
            @All List<PeriodicTask> chores) {
        this.settings = settings;
        this.interpreter = interpreter;
        this.look = look;
        this.publisher = publisher;
        this.answers = answers;
        this.witness = witness;
        this.heartbeat = heartbeat;
        this.chores = chores;
    }

    LiveState create(SessionTable sessions, LiveState.Postbox postbox) {
        return new LiveState(
                sessions,
                interpreter,
                look,
                settings.expiry(),
                new Debouncer(settings.debounce(), settings.debounceCap()),
                new StatePublisher(publisher),
                answers,
                postbox,
                witness,
                heartbeat,
                chores);
    }
}
