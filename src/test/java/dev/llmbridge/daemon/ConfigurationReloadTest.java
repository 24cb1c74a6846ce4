package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConfigurationReloadTest {
    private final List<LoopEvent> handled = new ArrayList<>();
    private final EventQueue queue = new EventQueue();
    private final EventLoop loop = new EventLoop(queue, new RecordingHandler(), () -> new Timestamp(Instant.EPOCH, 0));

    @Test
    void the_loop_ends_if_the_configuration_can_be_used() {
        ConfigurationReload.requestReload(queue, List.of());

        loop.run();

        assertThat(handled).containsExactly(new LoopEvent.Reload());
        assertThat(loop.isReloading()).isTrue();
    }

    @Test
    void the_loop_continues_if_the_configuration_cannot_be_used() {
        ConfigurationReload.requestReload(queue, List.of("llm-bridge.signal is '99' but must be a number"));
        queue.offer(new LoopEvent.Stop());

        loop.run();

        assertThat(handled).containsExactly(new LoopEvent.Stop());
        assertThat(loop.isReloading()).isFalse();
    }

    private final class RecordingHandler implements EventLoop.Handler {
        @Override
        public void handle(LoopEvent event) {
            handled.add(event);
        }

        @Override
        public OptionalLong wakeAt() {
            return OptionalLong.empty();
        }

        @Override
        public void wake(Timestamp now) {}

        @Override
        public void close(Timestamp now) {}
    }
}
