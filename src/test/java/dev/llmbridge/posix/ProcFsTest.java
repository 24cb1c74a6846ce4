package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcFsTest {
    @TempDir
    Path root;

    private FakeProc fake;
    private ProcFs proc;

    @BeforeEach
    void addProcess() {
        fake = new FakeProc(root);
        proc = fake.fs();
        fake.put(50, "waybar", 1000, 135_071, 0x20000000000L);
    }

    @Test
    void a_process_is_running_if_it_exists_and_has_not_been_replaced() throws Exception {
        assertThat(proc.isRunning(50, 135_071)).isTrue();
        assertThat(proc.isRunning(50, 135_072)).isFalse();
        assertThat(proc.isRunning(51, 135_071)).isFalse();
        Files.delete(root.resolve("50/stat"));
        assertThat(proc.isRunning(50, 135_071)).as("its files cannot be read").isTrue();
        fake.put(50, "waybar", 'Z', 1000, 135_071, 0);
        assertThat(proc.isRunning(50, 135_071)).isFalse();
    }

    @Test
    void a_process_whose_existence_is_unknown_is_running() throws Exception {
        // A symbolic link to itself fails with ELOOP; it stands in for errors such as ENOMEM.
        Files.createSymbolicLink(root.resolve("52"), Path.of("52"));

        assertThat(proc.isRunning(52, 135_071)).isTrue();
    }

    @Test
    void a_suspended_process_is_recognised() {
        assertThat(proc.isStopped(50)).contains(false);
        fake.put(50, "a) T (b", 'T', 1000, 1, 0);
        assertThat(proc.isStopped(50)).contains(true);
        assertThat(proc.isStopped(51)).isEmpty();
    }

    @Test
    void only_a_process_of_this_user_in_this_pid_namespace_has_an_own_start_time() throws Exception {
        Files.createDirectories(root.resolve("self/ns"));
        Files.createDirectories(root.resolve("50/ns"));
        Files.createSymbolicLink(root.resolve("self/ns/pid"), Path.of("pid:[1]"));
        Files.createSymbolicLink(root.resolve("50/ns/pid"), Path.of("pid:[1]"));
        assertThat(proc.startTimeIfOwnedBy(50, 1000)).hasValue(135_071);
        assertThat(proc.startTimeIfOwnedBy(50, 1001)).isEmpty();
        assertThat(proc.startTimeIfOwnedBy(51, 1000)).isEmpty();
        Files.delete(root.resolve("50/ns/pid"));
        assertThat(proc.startTimeIfOwnedBy(50, 1000)).isEmpty();
        Files.createSymbolicLink(root.resolve("50/ns/pid"), Path.of("pid:[2]"));
        assertThat(proc.startTimeIfOwnedBy(50, 1000)).isEmpty();
    }

    @Test
    void a_real_process_in_another_pid_namespace_has_no_own_start_time() throws Exception {
        int uid = Libc.current().getuid();
        ProcFs real = new ProcFs();
        Process outside = start("/bin/sleep", "1000");
        Process namespace =
                start("/usr/bin/unshare", "--user", "--map-root-user", "--pid", "--fork", "/bin/sleep", "1000");
        try {
            await().until(() ->
                    !namespace.isAlive() || namespace.children().findAny().isPresent());
            assumeTrue(namespace.isAlive(), "cannot create a PID namespace");
            int inside = (int) namespace.children().findAny().orElseThrow().pid();
            assertThat(real.startTime(inside)).isPresent();
            assertThat(real.startTimeIfOwnedBy(inside, uid)).isEmpty();
            assertThat(real.startTimeIfOwnedBy((int) outside.pid(), uid)).isPresent();
        } finally {
            namespace.descendants().forEach(ProcessHandle::destroyForcibly);
            namespace.destroyForcibly();
            outside.destroyForcibly();
        }
    }

    private static Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        return builder.start();
    }

    @Test
    void only_numeric_names_are_pids() throws Exception {
        fake.put(7, "bash", 0, 1, 0);
        for (String name : new String[] {"self", "1a", "0", "99999999999", "acpi"}) {
            Files.createDirectory(root.resolve(name));
        }
        assertThat(proc.pids()).containsExactlyInAnyOrder(7, 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"waybar", "tmux: server", "a) S 1 2 (b", ")", "(sd-pam)", "é漢"})
    void a_process_name_may_contain_any_characters(String comm) {
        fake.put(50, comm, 1000, 135_071, 0);
        assertThat(proc.startTime(50)).hasValue(135_071);
    }

    @Test
    void a_process_name_has_no_trailing_line_feed() {
        assertThat(proc.comm(50)).hasValue("waybar");
    }

    @Test
    void the_uid_is_the_real_user_id() {
        assertThat(proc.uid(50)).hasValue(1000);
    }

    @Test
    void the_largest_uid_is_negative_as_it_is_in_libc() {
        fake.put(50, "waybar", -2, 1, 0);
        fake.write(50, "status", "Name:\twaybar\nUid:\t4294967294\t0\t0\t0\n");
        assertThat(proc.uid(50)).isEqualTo(OptionalInt.of(-2));
    }

    @Test
    void a_signal_is_caught_if_its_bit_is_set() {
        assertThat(proc.catchesSignal(50, new SignalNumber(42))).isTrue();
        assertThat(proc.catchesSignal(50, new SignalNumber(41))).isFalse();
        assertThat(proc.catchesSignal(50, new SignalNumber(43))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 34, 64})
    void every_signal_has_its_bit(int signal) {
        fake.put(50, "waybar", 1000, 1, 1L << signal - 1);
        assertThat(proc.catchesSignal(50, new SignalNumber(signal))).isTrue();
        fake.put(50, "waybar", 1000, 1, ~(1L << signal - 1));
        assertThat(proc.catchesSignal(50, new SignalNumber(signal))).isFalse();
    }

    @Test
    void the_environment_of_a_process_is_read() {
        fake.write(4711, "environ", "HOME=/home/größe\0EMPTY=\0=odd\0no equals\0LAST=a=b");

        assertThat(proc.environment(4711))
                .containsExactlyInAnyOrderEntriesOf(Map.of("HOME", "/home/größe", "EMPTY", "", "LAST", "a=b"));
        assertThat(proc.environment(4712)).isEmpty();
    }

    @Test
    void a_zombie_has_no_start_time() {
        fake.put(50, "waybar", 'Z', 1000, 135_071, 0);
        assertThat(proc.startTime(50)).isEmpty();
    }

    @Test
    void every_result_is_empty_or_false_for_an_unknown_process() {
        assertThat(proc.startTime(51)).isEmpty();
        assertThat(proc.comm(51)).isEmpty();
        assertThat(proc.uid(51)).isEmpty();
        assertThat(proc.catchesSignal(51, new SignalNumber(42))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "50",
                "50 (waybar",
                "50 (waybar)",
                "50 (waybar) ",
                "50 (waybar) S 1 2",
                "50 (w) S 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 x"
            })
    void a_truncated_file_gives_an_empty_result(String text) {
        fake.write(50, "stat", text);
        fake.write(50, "status", text + "\nUid:\t\nSigCgt:\t");
        fake.write(50, "comm", "");
        assertThat(proc.startTime(50)).isEqualTo(OptionalLong.empty());
        assertThat(proc.uid(50)).isEmpty();
        assertThat(proc.comm(50)).isEmpty();
        assertThat(proc.catchesSignal(50, new SignalNumber(42))).isFalse();
    }

    @Test
    void a_missing_directory_has_no_processes() {
        assertThat(new ProcFs(root.resolve("nowhere")).pids()).isEmpty();
    }

    @Test
    void the_real_proc_describes_this_process() {
        ProcFs real = new ProcFs();
        int self = Libc.current().getpid();
        assertThat(real.pids()).contains(self);
        assertThat(real.startTime(self).orElseThrow()).isPositive();
        assertThat(real.uid(self)).hasValue(Libc.current().getuid());
        assertThat(real.comm(self)).hasValue("java");
        assertThat(real.catchesSignal(self, new SignalNumber(15)))
                .as("a JVM catches SIGTERM")
                .isTrue();
        assertThat(real.catchesSignal(self, new SignalNumber(50))).isFalse();
    }
}
