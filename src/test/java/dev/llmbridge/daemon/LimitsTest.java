package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.AccountLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of accounts outlive the sessions that report them. */
class LimitsTest {
    private static final String FORMAT = "{activity} {limit_5h}% {limit_7d}%";
    private static final Map<String, String> SEVERAL =
            Map.of("LLM_BRIDGE_FORMAT", FORMAT, "LLM_BRIDGE_FORMAT_MULTI", FORMAT);

    @TempDir
    Path directory;

    @Test
    void limits_are_shown_after_the_last_session_has_ended() {
        VirtualDaemon daemon = new VirtualDaemon(directory, FORMAT);
        report(daemon, "s", "/a", 42, 17);
        daemon.hook(1, "s", "SessionEnd").elapse(Duration.ofSeconds(1));

        assertThat(daemon.sessions()).isZero();
        assertThat(daemon.text()).isEqualTo("Idle 42% 17%");
    }

    @Test
    void limits_are_shown_after_a_reboot() {
        VirtualDaemon daemon = new VirtualDaemon(directory, FORMAT);
        report(daemon, "s", "/a", 42, 17);
        daemon.clearRuntimeDirectory();

        daemon.restart().elapse(Duration.ofSeconds(1));

        assertThat(daemon.sessions()).isZero();
        assertThat(daemon.text()).isEqualTo("Idle 42% 17%");
    }

    @Test
    void a_limit_disappears_from_the_bar_when_it_is_reset() {
        VirtualDaemon daemon = new VirtualDaemon(directory, FORMAT);
        report(daemon, "s", "/a", 42, 17);
        daemon.hook(1, "s", "SessionEnd").elapse(Duration.ofHours(5).minusSeconds(10));
        assertThat(daemon.text()).isEqualTo("Idle 42% 17%");

        daemon.elapse(Duration.ofSeconds(20));

        assertThat(daemon.text()).isEqualTo("Idle % 17%");
    }

    @Test
    void limits_are_stored_only_when_they_change() {
        VirtualDaemon daemon = new VirtualDaemon(directory, SEVERAL);
        for (int i = 0; i < 10; i++) {
            report(daemon, "s", "/a", 42, 17);
            report(daemon, "other", "/a", 42, 17);
            daemon.elapse(Duration.ofSeconds(1));
        }
        int before = daemon.limitsStored();

        report(daemon, "s", "/a", 43, 17);

        // The second session repeats what it knows.
        report(daemon, "other", "/a", 42, 17);
        assertThat(before).isLessThanOrEqualTo(2);
        assertThat(daemon.limitsStored()).isEqualTo(before + 1);
        assertThat(daemon.elapse(Duration.ofSeconds(1)).text()).endsWith("43% 17%");
    }

    @Test
    void two_accounts_keep_their_own_limits() {
        VirtualDaemon daemon = new VirtualDaemon(directory, FORMAT);
        report(daemon, "s", "/a", 42, 17);
        report(daemon, "other", "/b", 5, 6);

        assertThat(daemon.storedLimits()).extracting(AccountLimits::account).containsExactly("/home/u/a", "/home/u/b");
    }

    @Test
    void after_the_clock_was_set_back_new_reports_still_count() {
        VirtualDaemon daemon = new VirtualDaemon(directory, FORMAT);
        report(daemon, "s", "/a", 42, 17);
        daemon.setWallClockBack(Duration.ofHours(1));
        daemon.elapse(Duration.ofSeconds(5));

        report(daemon, "s", "/a", 43, 17);
        daemon.elapse(Duration.ofSeconds(5));

        assertThat(daemon.text()).endsWith("43% 17%");
    }

    @Test
    void what_hooks_have_stored_without_a_daemon_is_kept_by_the_next_one() {
        VirtualDaemon daemon = new VirtualDaemon(directory, FORMAT);
        report(daemon, "s", "/a", 42, 17);
        daemon.elapse(Duration.ofSeconds(1));
        daemon.forgetStoredLimits();

        daemon.restart();

        assertThat(daemon.storedLimits()).hasSize(1);
    }

    private static void report(VirtualDaemon daemon, String session, String account, int fiveHour, int sevenDay) {
        daemon.status(session, """
                "transcript_path":"/home/u%s/projects/-w/%s.jsonl","rate_limits":{\
                "five_hour":{"used_percentage":%d,"resets_at":%d},"seven_day":{"used_percentage":%d,"resets_at":%d}}\
                """.formatted(
                        account,
                        session,
                        fiveHour,
                        VirtualDaemon.START.plus(Duration.ofHours(5)).getEpochSecond(),
                        sevenDay,
                        VirtualDaemon.START.plus(Duration.ofDays(7)).getEpochSecond()));
    }
}
