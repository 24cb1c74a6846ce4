package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.agent.claude.ClientSessionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bar shows if no hook reports a change, but a client's session file or process does. */
class SessionSourcesTest {
    private static final int CLIENT = 4711;
    private static final int UNKNOWN = 0;
    private static final long START_TIME = 88_000;
    private static final Duration UNTIL_WRITTEN = Duration.ofMillis(50);
    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final String BASH = "\"tool_name\":\"Bash\",\"tool_use_id\":\"t1\"";

    @TempDir
    private Path directory;

    private VirtualDaemon daemon;

    @BeforeEach
    void start() {
        daemon = new VirtualDaemon(directory);
        daemon.addProcess(CLIENT, START_TIME);
    }

    @Test
    void after_an_interrupt_the_file_makes_the_session_idle() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").hook(CLIENT, "s", "PreToolUse", BASH);
        daemon.elapse(UNTIL_WRITTEN);
        assertThat(daemon.text()).isEqualTo("Bash");

        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "idle")).elapse(UNTIL_WRITTEN);

        assertThat(daemon.text()).isEqualTo("Idle");
        assertThat(daemon.session("s").tools()).isEmpty();
    }

    @Test
    void a_file_that_was_written_before_the_last_hook_is_ignored() {
        ClientSessionFile idle = daemon.file(CLIENT, START_TIME, "s", "idle");
        daemon.elapse(Duration.ofMillis(2));
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);

        daemon.fileSeen(idle).elapse(UNTIL_WRITTEN);

        assertThat(daemon.text()).isEqualTo("Thinking");
    }

    @Test
    void a_hook_takes_precedence_over_a_file_of_the_same_moment() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit");

        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "idle")).elapse(UNTIL_WRITTEN);

        assertThat(daemon.text()).isEqualTo("Thinking");
    }

    @Test
    void a_file_that_is_read_again_does_not_override_a_later_hook() {
        ClientSessionFile idle = daemon.file(CLIENT, START_TIME, "s", "idle");
        daemon.fileSeen(idle).elapse(A_MOMENT);
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        // The time in the file is now in the future.
        daemon.setWallClockBack(Duration.ofSeconds(10));

        daemon.fileSeen(idle).elapse(UNTIL_WRITTEN);

        assertThat(daemon.text()).isEqualTo("Thinking");
    }

    @Test
    void a_file_with_a_future_time_does_not_block_later_hooks() {
        daemon.elapse(Duration.ofSeconds(5));
        ClientSessionFile now = daemon.file(CLIENT, START_TIME, "s", "waiting");
        ClientSessionFile future = new ClientSessionFile(
                now.client(),
                now.session(),
                now.headless(),
                "",
                now.status(),
                now.reason(),
                now.since().plusSeconds(600));
        daemon.fileSeen(future).elapse(A_MOMENT);
        assertThat(daemon.text()).isEqualTo("Waiting: input");

        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(UNTIL_WRITTEN);

        assertThat(daemon.text()).isEqualTo("Thinking");
    }

    @Test
    void a_session_that_no_hook_reported_is_shown() {
        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "busy")).elapse(UNTIL_WRITTEN);

        assertThat(daemon.text()).isEqualTo("Thinking");
        assertThat(daemon.sessions()).isOne();
        assertThat(daemon.session("s").cwd()).isEqualTo("/home/u/p");
    }

    @Test
    void the_file_of_a_process_that_is_not_running_is_ignored() {
        daemon.fileSeen(daemon.file(CLIENT + 1, START_TIME, "gone", "busy"));
        daemon.fileSeen(daemon.file(CLIENT, START_TIME + 1, "of-a-former-process", "busy"));
        daemon.addProcess(CLIENT + 2, START_TIME, VirtualDaemon.UID + 1);
        daemon.fileSeen(daemon.file(CLIENT + 2, START_TIME, "of-another-user", "busy"));

        assertThat(daemon.elapse(UNTIL_WRITTEN).sessions()).isZero();
    }

    @Test
    void a_request_for_permission_is_shown_after_its_grace_period() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").hook(CLIENT, "s", "PreToolUse", BASH);
        daemon.elapse(A_MOMENT);
        daemon.hook(CLIENT, "s", "PermissionRequest", "\"tool_name\":\"Bash\"");

        daemon.elapse(Duration.ofMillis(299));
        assertThat(daemon.text()).isEqualTo("Bash");

        daemon.elapse(Duration.ofMillis(1));
        assertThat(daemon.text()).isEqualTo("Waiting: permission");
    }

    @Test
    void a_request_for_permission_has_its_grace_period_even_if_the_file_says_waiting() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").hook(CLIENT, "s", "PreToolUse", BASH);
        daemon.elapse(A_MOMENT);
        daemon.hook(CLIENT, "s", "PermissionRequest", "\"tool_name\":\"Bash\"");
        daemon.elapse(Duration.ofMillis(20));

        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "waiting")).elapse(Duration.ofMillis(279));
        assertThat(daemon.text()).isEqualTo("Bash");

        daemon.elapse(Duration.ofMillis(1));
        assertThat(daemon.text()).isEqualTo("Waiting: permission");
        assertThat(daemon.session("s").waiting().getFirst().tool()).isEqualTo(Optional.of("Bash"));
    }

    @Test
    void a_file_that_does_not_change_within_a_second_is_right() {
        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "idle")).elapse(A_MOMENT);
        daemon.hook(CLIENT, "s", "PreToolUse", BASH).elapse(Duration.ofMillis(999));
        assertThat(daemon.text()).isEqualTo("Bash");

        daemon.elapse(UNTIL_WRITTEN);
        assertThat(daemon.text()).isEqualTo("Idle");
    }

    @Test
    void an_unknown_status_changes_nothing() {
        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "busy")).elapse(UNTIL_WRITTEN);
        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "asleep")).elapse(Duration.ofSeconds(5));
        assertThat(daemon.text()).isEqualTo("Thinking");
    }

    @Test
    void a_session_works_until_its_file_says_otherwise() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "busy")).elapse(A_MOMENT);
        daemon.hook(CLIENT, "s", "Stop").elapse(Duration.ofMinutes(9));
        assertThat(daemon.text()).isEqualTo("Thinking");

        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "shell")).elapse(UNTIL_WRITTEN);
        assertThat(daemon.text()).isEqualTo("Idle");
    }

    @Test
    void a_stale_busy_file_of_a_stopped_session_is_not_believed_for_ever() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "busy")).elapse(A_MOMENT);
        daemon.hook(CLIENT, "s", "Stop").elapse(Duration.ofMinutes(10).plus(UNTIL_WRITTEN));
        assertThat(daemon.text()).isEqualTo("Idle");
    }

    @Test
    void a_request_that_is_settled_within_its_grace_period_is_never_shown() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").hook(CLIENT, "s", "PreToolUse", BASH);
        daemon.hook(CLIENT, "s", "PermissionRequest", "\"tool_name\":\"Bash\"").elapse(Duration.ofMillis(250));

        daemon.hook(CLIENT, "s", "PostToolUse", BASH).elapse(Duration.ofSeconds(1));

        assertThat(daemon.shown()).contains("Bash", "Thinking").doesNotContain("Waiting: permission");
    }

    @Test
    void the_session_of_a_killed_client_ends_within_five_seconds() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        daemon.removeProcess(CLIENT);

        daemon.elapse(Duration.ofMillis(3100));

        assertThat(daemon.sessions()).isZero();
        assertThat(daemon.text()).isEqualTo("Idle");
    }

    @Test
    void a_session_ends_if_its_pid_belongs_to_another_process() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        daemon.addProcess(CLIENT, START_TIME + 500);

        daemon.elapse(Duration.ofMillis(3100));

        assertThat(daemon.sessions()).isZero();
    }

    @Test
    void a_silent_session_with_a_live_process_does_not_change() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(Duration.ofHours(9));

        assertThat(daemon.text()).isEqualTo("Thinking");
    }

    @Test
    void a_session_without_a_known_process_is_idle_after_a_minute_and_removed_after_thirty() {
        daemon.hook(0, "s", "UserPromptSubmit");

        assertThat(daemon.elapse(Duration.ofSeconds(59)).text()).isEqualTo("Thinking");
        assertThat(daemon.elapse(Duration.ofSeconds(2)).text()).isEqualTo("Idle");
        assertThat(daemon.sessions()).isOne();
        assertThat(daemon.elapse(Duration.ofSeconds(1_745)).sessions()).isZero();
    }

    @Test
    void a_removed_file_ends_a_session_at_once_only_if_its_process_is_gone() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        assertThat(daemon.fileGone(CLIENT).elapse(UNTIL_WRITTEN).sessions()).isOne();

        daemon.removeProcess(CLIENT);

        assertThat(daemon.fileGone(CLIENT).elapse(UNTIL_WRITTEN).sessions()).isZero();
    }

    @Test
    void the_directory_that_a_hook_names_is_watched() {
        String transcript = "\"transcript_path\":\"/home/u/.other/projects/-p/s.jsonl\"";
        daemon.hook(CLIENT, "s", "PreToolUse", BASH, transcript);
        assertThat(daemon.directoriesNamedByHooks()).isEmpty();
        daemon.hook(CLIENT, "s", "UserPromptSubmit", transcript);
        assertThat(daemon.directoriesNamedByHooks()).containsExactly(Path.of("/home/u/.other/sessions"));
    }

    @Test
    void a_client_suspended_by_job_control_is_marked_within_five_seconds() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        daemon.setStopped(CLIENT, START_TIME, true);
        daemon.elapse(Duration.ofSeconds(5));
        assertThat(daemon.session("s").isStopped()).isTrue();
        assertThat(daemon.text()).isEqualTo("Thinking");

        daemon.setStopped(CLIENT, START_TIME, false);
        daemon.elapse(Duration.ofSeconds(5));
        assertThat(daemon.session("s").isStopped()).isFalse();

        daemon.setStopped(CLIENT, START_TIME, true);
        daemon.elapse(Duration.ofSeconds(5));
        daemon.setStopped(CLIENT, START_TIME, false);
        daemon.hook(CLIENT, "s", "PreToolUse", BASH);
        assertThat(daemon.session("s").isStopped()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-8_760, -5, 5, 8_760})
    void a_session_is_neither_lost_nor_stuck_if_the_wall_clock_is_set(long hours) {
        daemon.hook(UNKNOWN, "s", "UserPromptSubmit").elapse(A_MOMENT);

        daemon.setWallClockBack(Duration.ofHours(-hours));
        daemon.elapse(Duration.ofSeconds(30));
        assertThat(daemon.text()).isEqualTo("Thinking");

        daemon.elapse(Duration.ofSeconds(35));
        assertThat(daemon.text()).isEqualTo("Idle");
        daemon.elapse(Duration.ofMinutes(28));
        assertThat(daemon.sessions()).isOne();
        daemon.elapse(Duration.ofMinutes(2));
        assertThat(daemon.sessions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-8_760, 8_760})
    void a_restarted_daemon_detects_that_the_wall_clock_was_set(long hours) {
        daemon.hook(UNKNOWN, "s", "UserPromptSubmit").elapse(A_MOMENT);

        daemon.setWallClockBack(Duration.ofHours(-hours));
        daemon.elapseStopped(Duration.ofSeconds(30)).restart();
        assertThat(daemon.text()).isEqualTo("Thinking");

        daemon.elapse(Duration.ofSeconds(35));
        assertThat(daemon.text()).isEqualTo("Idle");
    }

    @Test
    void unreadable_files_of_a_client_change_nothing() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        daemon.setStopped(CLIENT, START_TIME, true);
        daemon.elapse(Duration.ofSeconds(5));

        daemon.makeUnreadable(CLIENT);
        daemon.elapse(Duration.ofSeconds(5));

        assertThat(daemon.sessions()).isOne();
        assertThat(daemon.session("s").isStopped()).isTrue();
    }

    @Test
    void a_killed_client_leaves_the_bar_at_once() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        assertThat(daemon.exited(CLIENT, START_TIME).elapse(UNTIL_WRITTEN).sessions())
                .isZero();
    }

    @Test
    void a_client_that_a_restarted_daemon_knows_from_its_files_is_watched() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        daemon.restart();
        assertThat(daemon.exited(CLIENT, START_TIME).elapse(UNTIL_WRITTEN).sessions())
                .isZero();
    }

    @Test
    void fields_of_another_version_survive_a_restart_and_the_events_after_it() throws IOException {
        daemon.hook(CLIENT, "s", "SessionStart").elapse(A_MOMENT);
        Path file = directory.resolve("sessions/s.json");
        Files.writeString(file, Files.readString(file).replace("{\"form\"", "{\"newer\":[7],\"form\""));
        daemon.restart().hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        daemon.hook(CLIENT, "s", "PreToolUse", BASH).elapse(A_MOMENT);
        assertThat(file).content().contains("\"newer\":[7]").contains("Bash");
    }

    @Test
    void a_session_whose_file_a_newer_version_wrote_is_kept_in_memory_only() throws IOException {
        Path newer = Files.writeString(directory.resolve("sessions/s.json"), "{\"form\":2}");
        daemon.restart().hook(CLIENT, "s", "UserPromptSubmit").elapse(A_MOMENT);
        assertThat(daemon.text()).isEqualTo("Thinking");
        assertThat(newer).hasContent("{\"form\":2}");

        daemon.exited(CLIENT, START_TIME).elapse(UNTIL_WRITTEN);
        assertThat(daemon.sessions()).isZero();
        assertThat(newer).hasContent("{\"form\":2}");
    }

    @Test
    void tools_and_waits_survive_a_crash_of_the_daemon() {
        daemon.hook(CLIENT, "s", "UserPromptSubmit").hook(CLIENT, "s", "PreToolUse", BASH);
        daemon.hook(CLIENT, "s", "PermissionRequest", "\"tool_name\":\"Bash\"").elapse(Duration.ofSeconds(1));
        assertThat(daemon.text()).isEqualTo("Waiting: permission");

        daemon.restart();

        assertThat(daemon.text()).isEqualTo("Waiting: permission");
        daemon.elapse(A_MOMENT)
                .fileSeen(daemon.file(CLIENT, START_TIME, "s", "busy"))
                .elapse(UNTIL_WRITTEN);
        assertThat(daemon.text()).isEqualTo("Bash");
    }

    @Test
    void a_restart_catches_up_with_missed_changes() {
        daemon.addProcess(CLIENT + 1, START_TIME);
        daemon.addProcess(CLIENT + 2, START_TIME);
        daemon.hook(CLIENT, "interrupted", "UserPromptSubmit").hook(CLIENT + 1, "killed", "UserPromptSubmit");
        daemon.elapse(A_MOMENT);
        daemon.removeProcess(CLIENT + 1);
        ClientSessionFile idle = daemon.file(CLIENT, START_TIME, "interrupted", "idle");
        ClientSessionFile started = daemon.file(CLIENT + 2, START_TIME, "started", "idle");

        daemon.restart(idle, started);

        assertThat(daemon.sessions()).isEqualTo(2);
        assertThat(daemon.session("interrupted").working()).isFalse();
        assertThat(daemon.session("started").working()).isFalse();
    }

    @Test
    void a_session_that_was_resumed_in_another_process_during_a_restart_is_kept() {
        daemon.hook(CLIENT, "s", "Stop").elapse(A_MOMENT);
        daemon.removeProcess(CLIENT);
        daemon.addProcess(CLIENT + 1, START_TIME + 900);

        daemon.restart(daemon.file(CLIENT + 1, START_TIME + 900, "s", "busy"));

        assertThat(daemon.sessions()).isOne();
        assertThat(daemon.elapse(Duration.ofSeconds(10)).sessions()).isOne();
    }

    @Test
    void a_session_ends_with_the_last_of_its_processes() {
        daemon.addProcess(CLIENT + 1, START_TIME);
        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "idle")).elapse(A_MOMENT);
        daemon.hook(CLIENT + 1, "s", "UserPromptSubmit").elapse(Duration.ofSeconds(2));
        assertThat(daemon.text()).isEqualTo("Thinking");

        daemon.hook(CLIENT + 1, "s", "SessionEnd").elapse(UNTIL_WRITTEN);
        assertThat(daemon.text()).isEqualTo("Idle");
        assertThat(daemon.hook(CLIENT, "s", "UserPromptSubmit")
                        .elapse(UNTIL_WRITTEN)
                        .text())
                .isEqualTo("Thinking");

        assertThat(daemon.exited(CLIENT, START_TIME).elapse(UNTIL_WRITTEN).sessions())
                .isZero();
    }

    @Test
    void after_a_removal_the_files_of_running_clients_are_read_again() {
        daemon.addProcess(CLIENT + 1, START_TIME);
        daemon.hook(CLIENT, "s", "UserPromptSubmit").hook(CLIENT, "s", "SessionEnd");
        daemon.fileSeen(daemon.file(CLIENT, START_TIME, "s", "idle")).elapse(Duration.ofSeconds(61));
        assertThat(daemon.sessions()).isZero();

        daemon.hook(CLIENT + 1, "t", "UserPromptSubmit").elapse(A_MOMENT);
        daemon.exited(CLIENT + 1, START_TIME).elapse(UNTIL_WRITTEN);

        assertThat(daemon.session("s").clients().main().orElseThrow().process().pid())
                .isEqualTo(CLIENT);
    }

    @Test
    void the_clock_is_paused_without_sessions() {
        assertThat(daemon.elapse(Duration.ofSeconds(4)).isTicking()).isFalse();

        daemon.hook(CLIENT, "s", "UserPromptSubmit");
        assertThat(daemon.elapse(Duration.ofMinutes(10)).isTicking()).isTrue();

        daemon.hook(CLIENT, "s", "SessionEnd").elapse(Duration.ofSeconds(5));
        assertThat(daemon.isTicking())
                .as("bars may still have to be looked for")
                .isTrue();
        assertThat(daemon.elapse(Duration.ofSeconds(5)).isTicking()).isFalse();
    }
}
