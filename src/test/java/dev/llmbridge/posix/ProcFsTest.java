package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
    void aProcess() {
        fake = new FakeProc(root);
        proc = fake.fs();
        fake.put(50, "waybar", 1000, 135_071, 0x20000000000L);
    }

    @Test
    void pids_are_the_numbers_among_the_names() throws Exception {
        fake.put(7, "bash", 0, 1, 0);
        for (String name : new String[] {"self", "1a", "0", "99999999999", "acpi"}) {
            Files.createDirectory(root.resolve(name));
        }
        assertThat(proc.pids()).containsExactlyInAnyOrder(7, 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"waybar", "tmux: server", "a) S 1 2 (b", ")", "(sd-pam)", "é漢"})
    void a_name_may_hold_anything(String comm) {
        fake.put(50, comm, 1000, 135_071, 0);
        assertThat(proc.startTime(50)).hasValue(135_071);
    }

    @Test
    void a_name_is_told_without_its_line_end() {
        assertThat(proc.comm(50)).hasValue("waybar");
    }

    @Test
    void the_user_is_the_real_one() {
        assertThat(proc.uid(50)).hasValue(1000);
    }

    @Test
    void the_last_user_id_of_all_is_told_as_libc_tells_it() {
        fake.put(50, "waybar", -2, 1, 0);
        fake.write(50, "status", "Name:\twaybar\nUid:\t4294967294\t0\t0\t0\n");
        assertThat(proc.uid(50)).isEqualTo(OptionalInt.of(-2));
    }

    @Test
    void a_signal_is_caught_where_its_bit_is_set() {
        assertThat(proc.catchesSignal(50, 42)).isTrue();
        assertThat(proc.catchesSignal(50, 41)).isFalse();
        assertThat(proc.catchesSignal(50, 43)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 34, 64})
    void every_signal_has_its_bit(int signal) {
        fake.put(50, "waybar", 1000, 1, 1L << signal - 1);
        assertThat(proc.catchesSignal(50, signal)).isTrue();
        fake.put(50, "waybar", 1000, 1, ~(1L << signal - 1));
        assertThat(proc.catchesSignal(50, signal)).isFalse();
    }

    @Test
    void a_zombie_is_not_there_any_more() {
        fake.put(50, "waybar", 'Z', 1000, 135_071, 0);
        assertThat(proc.startTime(50)).isEmpty();
    }

    @Test
    void of_a_vanished_process_nothing_is_known() {
        assertThat(proc.startTime(51)).isEmpty();
        assertThat(proc.comm(51)).isEmpty();
        assertThat(proc.uid(51)).isEmpty();
        assertThat(proc.catchesSignal(51, 42)).isFalse();
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
    void a_torn_file_tells_nothing(String text) {
        fake.write(50, "stat", text);
        fake.write(50, "status", text + "\nUid:\t\nSigCgt:\t");
        fake.write(50, "comm", "");
        assertThat(proc.startTime(50)).isEqualTo(OptionalLong.empty());
        assertThat(proc.uid(50)).isEmpty();
        assertThat(proc.comm(50)).isEmpty();
        assertThat(proc.catchesSignal(50, 42)).isFalse();
    }

    @Test
    void a_folder_that_is_not_there_has_no_processes() {
        assertThat(new ProcFs(root.resolve("nowhere")).pids()).isEmpty();
    }

    @Test
    void the_real_proc_tells_of_this_process() {
        ProcFs real = new ProcFs();
        int self = Libc.current().getpid();
        assertThat(real.pids()).contains(self);
        assertThat(real.startTime(self).orElseThrow()).isPositive();
        assertThat(real.uid(self)).hasValue(Libc.current().getuid());
        assertThat(real.comm(self)).hasValue("java");
        assertThat(real.catchesSignal(self, 15)).as("a JVM catches SIGTERM").isTrue();
        assertThat(real.catchesSignal(self, 50)).isFalse();
    }
}
