package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.TestTimeout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program starts with a runtime directory that is full, read-only or noexec, and without inotify. */
@Twins
final class ScarcityIT {
    private static final String FILL = "! cat /dev/zero >fill 2>/dev/null";
    private static final String USE_ALL_INODES = "mkdir used && ! (while :; do : >used/f$i; i=1$i; done) 2>/dev/null";
    private static final String NO_INOTIFY = "echo 0 >/proc/sys/user/max_inotify_instances";

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    ScarcityIT(Program program) {
        this.program = program;
    }

    @Test
    void on_a_full_file_system_the_daemon_serves_from_memory_until_there_is_space() {
        OwnMounts mounts = OwnMounts.create(home, "size=64k", FILL);
        try (DaemonProcess daemon = start(mounts)) {
            assertSilent(mounts.call(program, "event").input(Payload.prompt("s")));
            await().until(() -> daemon.status().toString().contains("Thinking"));
            assertThat(mounts.call(program, "status").run().exit()).isZero();
            assertThat(daemon.log()).contains("No space left").hasLineCount(2);
            assertThat(mounts.outside(home.stateFile())).doesNotExist();

            mounts.run("rm fill");

            await().until(() -> Files.exists(mounts.outside(home.stateFile())));
            await().until(() -> Files.exists(mounts.outside(home.sessions().resolve("s.json"))));
            assertThat(daemon.stop().exit()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"read-only, Read-only file system", "without inodes, No space left on device"})
    void where_no_file_can_be_created_the_daemon_says_why_and_hooks_are_silent(String kind, String reason) {
        OwnMounts mounts = kind.equals("read-only")
                ? OwnMounts.create(home, "size=64k", "mount -o remount,ro .")
                : OwnMounts.create(home, "nr_inodes=16", USE_ALL_INODES);
        assertCannotStart(mounts, reason);
    }

    @Test
    void files_from_before_do_not_hide_why_the_daemon_cannot_start() {
        OwnMounts mounts = OwnMounts.create(home, "size=64k", "mkdir -m 700 llm_sessions && mount -o remount,ro .");
        assertCannotStart(mounts, "Read-only file system");
    }

    private void assertCannotStart(OwnMounts mounts, String reason) {
        Call.Result result = mounts.call(program, "daemon").run();
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .contains(reason)
                .contains(home.runtime().toString())
                .hasLineCount(1);
        assertSilent(mounts.call(program, "event").input(Payload.prompt("s")));
        assertThat(mounts.call(program, "status").run())
                .extracting(Call.Result::exit, Call.Result::err)
                .containsExactly(0, "");
        assertThat(mounts.call(program, "status").run().out()).contains("\"class\":\"idle\"");
        assertThat(mounts.call(program, "sessions").run().exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false"})
    void with_the_socket_of_systemd_it_serves_from_memory(boolean readOnly, boolean hasFiles) {
        Installed.assume("systemd-socket-activate");
        OwnMounts mounts = OwnMounts.create(home, readOnly ? "size=64k" : "nr_inodes=16", ":");
        if (hasFiles) {
            mounts.run("mkdir -m 700 llm_sessions && : >llm_sessions/.llm-bridge-17-one.json.tmp");
        }
        List<String> command = new ArrayList<>(List.of(
                "systemd-socket-activate",
                "-d",
                "-E",
                "XDG_RUNTIME_DIR",
                "-E",
                "HOME",
                "-l",
                home.socket().toString()));
        command.addAll(program.command());
        command.add("daemon");
        Call.Running activator = mounts.call(command).start();
        await().until(() -> Files.exists(mounts.outside(home.socket())));
        mounts.run(readOnly ? "mount -o remount,ro ." : USE_ALL_INODES);
        assertSilent(mounts.call(program, "event").input(Payload.prompt("s")));

        await().failFast(activator::assertRunning).until(() -> DaemonProcess.answersAt(mounts.outside(home.socket())));
        assertThat(wireStatus(mounts)).contains("Thinking");
        assertThat(activator.err().lines().filter(line -> line.contains("kept in memory")))
                .hasSize(1);
        assertThat(mounts.outside(home.stateFile())).doesNotExist();

        mounts.run(readOnly ? "mount -o remount,rw ." : "rm -r used");
        await().until(() -> Files.exists(mounts.outside(home.sessions().resolve("s.json"))));
        await().until(() -> Files.exists(mounts.outside(home.stateFile())));
        await().until(() -> Files.exists(mounts.outside(home.runtime().resolve("llm-bridge.sock.lock"))));
        await().until(() -> mounts.call(program, "daemon").run().err().contains("already running"));
    }

    private String wireStatus(OwnMounts mounts) {
        try (Wire wire = Wire.to(mounts.outside(home.socket()))) {
            return wire.ask("QUERY:status", TestTimeout.TIMEOUT).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_runtime_directory_may_be_noexec() throws IOException {
        OwnMounts mounts = OwnMounts.create(home, "noexec,size=1m", ":");
        try (DaemonProcess daemon = start(mounts)) {
            assertThat(Kernel.libraries(daemon.pid())).allSatisfy(library -> assertThat(library)
                    .doesNotContain(home.root().toString()));
            assertThat(daemon.log()).hasLineCount(1);
        }
    }

    @Test
    void without_inotify_a_follower_and_the_daemon_look_for_changes() {
        OwnMounts mounts = OwnMounts.create(home, "size=1m", NO_INOTIFY);
        try (DaemonProcess daemon = start(mounts);
                Follower follower = Follower.start(home, mounts.inside(Follower.command(program)))) {
            follower.awaitText("\"sessions\":0");
            daemon.send("EVENT@s:submit");
            follower.awaitText("Thinking");

            daemon.signal(Kernel.SIGSTOP);
            await().until(() -> Kernel.isSuspended(daemon.pid()));
            daemon.fillQueue("EVENT@s:submit");
            assertSilent(
                    mounts.call(program, "event", "--type", "tool-start", "--session-id", "spooled", "--tool", "Late"));
            assertThat(mounts.outside(home.runtime().resolve("llm_spool"))).isNotEmptyDirectory();
            daemon.signal(Kernel.SIGCONT);

            follower.awaitText("Late");
            assertThat(mounts.outside(home.runtime().resolve("llm_spool"))).isEmptyDirectory();
            assertThat(follower.errors()).isEmpty();
            assertThat(daemon.log())
                    .contains("once a second", "takes effect only after SIGHUP")
                    .hasLineCount(4);
        }
    }

    private DaemonProcess start(OwnMounts mounts) {
        return DaemonProcess.start(mounts.call(program, "daemon"), mounts.outside(home.socket()));
    }

    private static void assertSilent(Call call) {
        assertThat(call.run())
                .extracting(Call.Result::exit, Call.Result::out, Call.Result::err)
                .containsExactly(0, "", "");
    }
}
