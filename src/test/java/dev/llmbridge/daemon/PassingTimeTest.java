package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the bar changes as time passes without events. */
class PassingTimeTest {
    private static final int CLIENT = 4711;
    private static final String BASH = "\"tool_name\":\"Bash\",\"tool_use_id\":\"t1\"";

    @TempDir
    private Path directory;

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
    void nothing_is_published_if_another_daemon_may_own_the_files() {
        VirtualDaemon daemon = new VirtualDaemon(directory).hook(0, "s", "UserPromptSubmit");
        daemon.elapse(Duration.ofSeconds(1));
        assertThat(daemon.text()).isEqualTo("Thinking");

        daemon.setGuard(() -> false);
        daemon.hook(0, "s", "Stop").close();

        assertThat(daemon.text()).isEqualTo("Thinking");
    }

    @Test
    void the_daemons_own_files_are_checked_before_anything_is_published() {
        VirtualDaemon daemon = new VirtualDaemon(directory).hook(0, "s", "UserPromptSubmit");
        daemon.elapse(Duration.ofSeconds(1));
        List<String> shownWhenChecked = new ArrayList<>();
        daemon.setGuard(() -> shownWhenChecked.add(daemon.text()));

        daemon.hook(0, "s", "Stop").elapse(Duration.ofMillis(50));

        assertThat(shownWhenChecked).containsExactly("Thinking");
        assertThat(daemon.text()).isEqualTo("Idle");
    }

    @Test
    void a_daemon_without_sessions_checks_its_own_files_once_a_minute() {
        VirtualDaemon daemon = new VirtualDaemon(directory);
        daemon.elapse(Duration.ofSeconds(10));
        assertThat(daemon.isTicking()).isFalse();
        AtomicInteger checks = new AtomicInteger();
        daemon.setGuard(() -> checks.incrementAndGet() > 0);

        daemon.elapse(Duration.ofMinutes(10));

        assertThat(checks).hasValue(10);
    }

    @Test
    void the_times_in_the_tooltip_are_updated_once_a_minute_at_a_tick() {
        VirtualDaemon daemon = working("{activity}");
        int before = daemon.shown().size();
        int wakeups = daemon.wakeups();

        daemon.elapse(Duration.ofMinutes(10));

        assertThat(daemon.shown()).hasSize(before + 10);
        assertThat(daemon.tooltip()).contains("Bash · 10m");
        daemon.elapse(Duration.ofHours(10));
        assertThat(daemon.shown()).hasSize(before + 59 + 10);
        assertThat(daemon.wakeups()).isEqualTo(wakeups);
    }

    @Test
    void the_times_of_several_sessions_are_updated_together_and_hours_once_an_hour() {
        VirtualDaemon daemon = working("{activity}");
        daemon.addProcess(CLIENT + 1, 88_001);
        daemon.elapse(Duration.ofSeconds(20));
        daemon.hook(CLIENT + 1, "t", "UserPromptSubmit").hook(CLIENT + 1, "t", "PreToolUse", BASH);
        daemon.elapse(Duration.ofMillis(100));
        int before = daemon.shown().size();
        int wakeups = daemon.wakeups();

        daemon.elapse(Duration.ofMinutes(61));
        assertThat(daemon.shown()).hasSizeBetween(before + 58, before + 61);
        daemon.elapse(Duration.ofHours(10));

        assertThat(daemon.shown()).hasSizeBetween(before + 58 + 10, before + 61 + 21);
        assertThat(daemon.tooltip()).contains(" 11h");
        assertThat(daemon.wakeups()).isEqualTo(wakeups);
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
        VirtualDaemon daemon = new VirtualDaemon(directory, format);
        daemon.addProcess(CLIENT, 88_000);
        daemon.hook(CLIENT, "s", "UserPromptSubmit").hook(CLIENT, "s", "PreToolUse", BASH);
        daemon.elapse(Duration.ofMillis(100));
        return daemon;
    }
}
