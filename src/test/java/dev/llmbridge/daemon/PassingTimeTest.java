package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the bar changes as time passes without events. */
class PassingTimeTest {
    private static final int CLIENT = 4711;
    private static final String BASH = "\"tool_name\":\"Bash\",\"tool_use_id\":\"t1\"";

    @TempDir
    private Path folder;

    @Test
    void a_displayed_time_is_updated_once_a_minute() {
        VirtualDaemon daemon = working("{activity}{?elapsed} {elapsed}{/elapsed}");

        daemon.elapse(Duration.ofSeconds(59));
        assertThat(daemon.text()).isEqualTo("Bash");
        daemon.elapse(Duration.ofMinutes(60));

        assertThat(daemon.shown())
                .hasSize(2 + 60)
                .contains("Bash 1m", "Bash 59m")
                .last()
                .isEqualTo("Bash 1h00m");
    }

    @Test
    void a_bar_without_a_time_is_not_updated() {
        VirtualDaemon daemon = working("{activity}");
        int before = daemon.shown().size();

        daemon.elapse(Duration.ofHours(2));

        assertThat(daemon.shown()).hasSize(before);
    }

    @Test
    void the_time_to_a_limits_reset_counts_down_and_the_limit_is_hidden_after_it() {
        VirtualDaemon daemon = working("{activity}{?limit_5h} {limit_5h}% {limit_5h_reset}{/limit_5h}");
        long reset = daemon.timestamp().wall().getEpochSecond() + 150;

        daemon.status("s", "\"rate_limits\":{\"five_hour\":{\"used_percentage\":31.4,\"resets_at\":" + reset + "}}");
        daemon.elapse(Duration.ofSeconds(1));
        assertThat(daemon.text()).isEqualTo("Bash 31% 3m");
        daemon.elapse(Duration.ofSeconds(60));
        assertThat(daemon.text()).isEqualTo("Bash 31% 2m");
        daemon.elapse(Duration.ofSeconds(150));
        assertThat(daemon.text()).isEqualTo("Bash");
    }

    private VirtualDaemon working(String format) {
        VirtualDaemon daemon = new VirtualDaemon(folder, format);
        daemon.addProcess(CLIENT, 88_000);
        daemon.hook(CLIENT, "s", "UserPromptSubmit").hook(CLIENT, "s", "PreToolUse", BASH);
        daemon.elapse(Duration.ofMillis(100));
        return daemon;
    }
}
