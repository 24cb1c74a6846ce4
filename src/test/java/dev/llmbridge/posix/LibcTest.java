package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("restricted")
class LibcTest {
    /** Greater than any pid on Linux. */
    private static final int NO_PROCESS = 0x3fffffff;

    private static final int CLOSED = 9999;

    private static final int EBADF = 9;
    private static final int EINVAL = 22;
    private static final int ELOOP = 40;

    @TempDir
    Path dir;

    private final Libc libc = Libc.current();

    /** Holds a lock until its standard input ends. */
    static final class LockKeeper {
        static void main(String[] args) throws IOException {
            Libc libc = Libc.current();
            System.out.println(libc.tryLock(libc.openLockFile(Path.of(args[0]))));
            System.in.read();
        }
    }

    /** Replaces itself with a shell that prints an argument and the blocked signals that it has inherited. */
    static final class ReplacedProcess {
        static void main(String[] args) {
            Libc.current().execute(List.of("sh", "-c", "echo \"$1\"; grep SigBlk /proc/self/status", "sh", args[0]));
        }
    }

    @Test
    void on_a_jvm_libc_is_called_through_foreign_functions() {
        assertThat(libc).isInstanceOf(ForeignLibc.class);
    }

    @Test
    void pids_match_those_of_java() {
        assertThat(libc.getpid()).isEqualTo((int) ProcessHandle.current().pid());
        assertThat(libc.getppid())
                .isEqualTo((int) ProcessHandle.current().parent().orElseThrow().pid());
    }

    @Test
    void the_user_is_the_owner_of_new_files() throws Exception {
        assertThat(libc.getuid()).isEqualTo(Files.getAttribute(dir, "unix:uid"));
    }

    @Test
    void terminals_are_recognised() {
        int terminal = libc.openLockFile(Path.of("/dev/ptmx"));
        int socket = libc.datagramSocket();
        assertThat(libc.isTerminal(terminal)).isTrue();
        assertThat(libc.isTerminal(socket)).isFalse();
        assertThat(libc.isTerminal(CLOSED)).isFalse();
        assertThat(libc.terminalColumns(terminal)).as("no size set").isZero();
        assertThat(libc.terminalColumns(socket)).isNegative();
        assertThat(libc.terminalRows(terminal)).as("no size set").isZero();
        assertThat(libc.terminalRows(socket)).isNegative();
        libc.close(terminal);
        libc.close(socket);
    }

    @Test
    void read_fills_the_buffer_from_the_offset() throws Exception {
        int file = libc.openLockFile(Files.writeString(dir.resolve("file"), "abcdef"));
        byte[] buffer = "0123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(libc.read(file, buffer, 2, 4)).isEqualTo(4);
        assertThat(buffer).asString().isEqualTo("01abcd6789");
        assertThat(libc.read(file, buffer, 0, 10)).isEqualTo(2);
        assertThat(libc.read(file, buffer, 0, 10)).as("at the end").isZero();
        libc.close(file);
    }

    @Test
    void poll_reports_the_events_of_each_descriptor() {
        int[] ends = new int[2];
        assertThat(libc.pipe(ends)).isZero();
        int[] descriptors = {-1, ends[0], ends[1]};
        short[] events = {LinuxAbi.POLLIN, LinuxAbi.POLLIN, LinuxAbi.POLLOUT};
        short[] revents = new short[3];
        assertThat(libc.poll(descriptors, events, revents, -1)).isEqualTo(1);
        assertThat(revents).containsExactly(new short[] {0, 0, LinuxAbi.POLLOUT});

        assertThat(libc.write(ends[1], "abcd".getBytes(StandardCharsets.US_ASCII), 1, 2))
                .isEqualTo(2);
        assertThat(libc.poll(descriptors, events, revents, 0)).isEqualTo(2);
        assertThat(revents).containsExactly(new short[] {0, LinuxAbi.POLLIN, LinuxAbi.POLLOUT});
        byte[] buffer = new byte[4];
        assertThat(libc.read(ends[0], buffer, 0, 4)).isEqualTo(2);
        assertThat(buffer).containsExactly('b', 'c', 0, 0);

        libc.close(ends[0]);
        assertThat(libc.poll(new int[] {ends[1]}, new short[1], revents, 0)).isEqualTo(1);
        assertThat(revents[0] & LinuxAbi.POLL_FAILED).isNotZero();
        libc.close(ends[1]);
    }

    @Test
    void a_pipe_can_be_enlarged() {
        int[] ends = new int[2];
        libc.pipe(ends);
        assertThat(libc.setPipeCapacity(ends[1], 200_000)).isGreaterThanOrEqualTo(200_000);
        libc.close(ends[0]);
        libc.close(ends[1]);
    }

    @Test
    void a_memory_file_can_be_read_again_through_a_duplicate() {
        int file = libc.memoryFile();
        int duplicate = libc.datagramSocket();
        assertThat(libc.write(file, new byte[] {1, 2, 3}, 0, 3)).isEqualTo(3);
        assertThat(libc.rewind(file)).isZero();
        assertThat(libc.duplicate(file, duplicate)).isEqualTo(duplicate);
        libc.close(file);
        byte[] buffer = new byte[3];
        assertThat(libc.read(duplicate, buffer, 0, 3)).isEqualTo(3);
        assertThat(buffer).containsExactly(1, 2, 3);
        libc.close(duplicate);
    }

    @Test
    void a_program_replaces_the_process_and_inherits_no_blocked_signals() throws Exception {
        try (ChildJvm replaced = ChildJvm.start(ReplacedProcess.class, "two words")) {
            assertThat(replaced.line()).isEqualTo("two words");
            assertThat(replaced.line()).isEqualTo("SigBlk:\t" + "0".repeat(16));
        }
        assertThat(libc.execute(List.of(dir.resolve("none").toString()))).isEqualTo(-Errno.ENOENT);
    }

    /** Changes to a directory and prints the kernel's idea of the current one. */
    static final class MovedProcess {
        static void main(String[] args) {
            Libc libc = Libc.current();
            libc.changeDirectory(libc.openDirectory(Path.of(args[0])));
            libc.execute(List.of("readlink", "/proc/self/cwd"));
        }
    }

    @Test
    void the_working_directory_changes_to_an_open_one(@TempDir Path directory) throws IOException {
        try (ChildJvm moved = ChildJvm.start(MovedProcess.class, directory.toString())) {
            assertThat(moved.line()).isEqualTo(directory.toString());
        }
    }

    @Test
    void a_signal_is_blocked_on_this_thread_until_it_is_unblocked() throws IOException {
        long before = signals("SigBlk");
        assertThat(libc.block(Signals.USR2)).isZero();
        assertThat(signals("SigBlk")).isEqualTo(before | 1L << Signals.USR2 - 1);
        assertThat(libc.unblock(Signals.USR2)).isZero();
        assertThat(signals("SigBlk")).isEqualTo(before);
    }

    @Test
    void a_signal_is_ignored_until_its_default_action_is_restored() throws IOException {
        int signal = Signals.RTMIN + 7;
        long before = signals("SigIgn");
        assertThat(libc.ignore(signal)).isZero();
        assertThat(signals("SigIgn")).isEqualTo(before | 1L << signal - 1);
        assertThat(libc.restoreDefault(signal)).isZero();
        assertThat(signals("SigIgn")).isEqualTo(before);
        // The Java runtime handles it.
        assertThat(libc.restoreDefault(15)).isZero();
        assertThat(signals("SigCgt") & 1L << 15 - 1).isNotZero();
    }

    private static long signals(String field) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/thread-self/status"))) {
            String line =
                    lines.filter(text -> text.startsWith(field)).findFirst().orElseThrow();
            return Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1), 16);
        }
    }

    @Test
    void a_descriptor_is_closed_when_another_program_is_executed() throws IOException {
        int socket = libc.datagramSocket();
        int copy = 200;
        assertThat(libc.duplicate(socket, copy)).isEqualTo(copy);
        Path info = Path.of("/proc/self/fdinfo/" + copy);
        assertThat(Files.readString(info)).doesNotContain("flags:\t02000");
        assertThat(libc.closeOnExecute(copy)).isZero();
        assertThat(Files.readString(info)).contains("flags:\t02000");
        libc.close(copy);
        libc.close(socket);
    }

    @Test
    void a_failure_is_the_negated_error_number() {
        assertThat(libc.read(CLOSED, new byte[1], 0, 1)).isEqualTo(-EBADF);
        assertThat(libc.close(CLOSED)).isEqualTo(-EBADF);
        assertThat(libc.kill(NO_PROCESS, new SignalNumber(Signals.HUP))).isEqualTo(-Errno.ESRCH);
        assertThat(libc.ignore(65)).isEqualTo(-EINVAL);
        assertThat(libc.setSendBuffer(CLOSED, 1)).isEqualTo(-EBADF);
        assertThat(libc.nextDatagramLength(CLOSED)).isEqualTo(-EBADF);
    }

    @Test
    void waiting_ends_at_the_timeout() {
        int socket = libc.datagramSocket();
        libc.autobind(socket);
        long since = System.nanoTime();
        assertThat(libc.awaitReadable(socket, 30)).isZero();
        assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(30_000_000);
        assertThat(libc.receiveWithoutBlocking(socket, new byte[1])).isEqualTo(-Errno.EAGAIN);
        libc.close(socket);
    }

    @Test
    void an_unconnected_socket_is_writable_immediately() {
        int socket = libc.datagramSocket();
        assertThat(libc.awaitWritable(socket, TimeUnit.SECONDS.toNanos(60))).isEqualTo(1);
        libc.close(socket);
    }

    @Test
    void a_directory_in_memory_is_told_from_others() {
        assumeTrue(Files.isDirectory(Path.of("/dev/shm")), "there is no /dev/shm");
        int memory = libc.openDirectory(Path.of("/dev/shm"));
        int processes = libc.openDirectory(Path.of("/proc"));

        assertThat(libc.isOnTmpfs(memory)).isTrue();
        assertThat(libc.isOnTmpfs(processes)).isFalse();
        libc.close(memory);
        libc.close(processes);
    }

    @Test
    void files_are_created_renamed_and_removed_in_an_open_directory() throws Exception {
        int directory = libc.openDirectory(dir);
        int file = libc.createFile(directory, "größe");
        assertThat(libc.write(file, new byte[] {7}, 0, 1)).isEqualTo(1);
        libc.close(file);
        assertThat(libc.createFile(directory, "größe")).isEqualTo(-Errno.EEXIST);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("größe"))))
                .isEqualTo("rw-------");

        assertThat(libc.rename(directory, "größe", "other")).isZero();
        assertThat(dir.resolve("other")).hasBinaryContent(new byte[] {7});
        assertThat(libc.rename(directory, "größe", "other")).isEqualTo(-Errno.ENOENT);

        libc.close(libc.createFile(directory, "größe"));
        assertThat(libc.exchange(directory, "größe", "other")).isZero();
        assertThat(dir.resolve("größe")).hasBinaryContent(new byte[] {7});
        assertThat(libc.exchange(directory, "größe", "missing")).isEqualTo(-Errno.ENOENT);
        assertThat(libc.unlink(directory, "größe")).isZero();

        assertThat(libc.unlink(directory, "other")).isZero();
        assertThat(libc.unlink(directory, "other")).isEqualTo(-Errno.ENOENT);
        assertThat(dir).isEmptyDirectory();
        libc.close(directory);
    }

    @Test
    void only_a_directory_is_opened_as_a_directory() throws Exception {
        assertThat(libc.openDirectory(dir.resolve("none"))).isEqualTo(-Errno.ENOENT);
        assertThat(libc.openDirectory(Files.createFile(dir.resolve("file")))).isEqualTo(-Errno.ENOTDIR);
        int directory = libc.openDirectory(Files.createSymbolicLink(dir.resolve("link"), dir));
        assertThat(libc.status(directory).orElseThrow().inode()).isEqualTo(Files.getAttribute(dir, "unix:ino"));
        libc.close(directory);
    }

    @Test
    void a_lock_file_is_created_with_mode_0600() throws Exception {
        Path file = dir.resolve("lock");
        int lock = libc.openLockFile(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        libc.close(lock);
    }

    @Test
    void a_symlink_is_not_followed_to_a_lock_file() throws Exception {
        Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("victim"));
        assertThat(libc.openLockFile(link)).isEqualTo(-ELOOP);
        assertThat(dir.resolve("victim")).doesNotExist();
    }

    @Test
    void a_lock_file_name_may_contain_non_ascii_characters() {
        Path file = dir.resolve("Schloß 鍵");
        libc.close(libc.openLockFile(file));
        assertThat(file).exists();
    }

    @Test
    void a_lock_held_by_another_process_cannot_be_taken_and_its_holder_is_reported() throws Exception {
        Path file = dir.resolve("lock");
        int lock = libc.openLockFile(file);
        try (ChildJvm keeper = ChildJvm.start(LockKeeper.class, file.toString())) {
            assertThat(keeper.line()).isEqualTo("0");
            assertThat(libc.tryLock(lock)).isIn(-Errno.EAGAIN, -Errno.EACCES);
            assertThat(libc.lockHolder(lock)).isEqualTo((int) keeper.process().pid());

            keeper.closeInput();
            keeper.process().waitFor();
            assertThat(libc.lockHolder(lock))
                    .as("after the other process has ended")
                    .isZero();
            assertThat(libc.tryLock(lock)).isZero();
        }
        libc.close(lock);
    }

    @Test
    void nano_time_is_the_monotonic_clock() throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle clock = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("clock_gettime"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(16, 8);
            int monotonic = 1;
            long before = System.nanoTime();
            int result = (int) clock.invokeExact(monotonic, time);
            long after = System.nanoTime();
            long clockNanos = time.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000 + time.get(ValueLayout.JAVA_LONG, 8);
            assertThat(result).isZero();
            assertThat(clockNanos).isBetween(before, after);
        }
    }

    @Test
    void real_time_signal_numbers_match_glibc() throws Throwable {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor number = FunctionDescriptor.of(ValueLayout.JAVA_INT);
        MethodHandle min = linker.downcallHandle(linker.defaultLookup().findOrThrow("__libc_current_sigrtmin"), number);
        MethodHandle max = linker.downcallHandle(linker.defaultLookup().findOrThrow("__libc_current_sigrtmax"), number);
        assertThat((int) min.invokeExact()).isEqualTo(Signals.RTMIN);
        assertThat((int) max.invokeExact()).isEqualTo(Signals.RTMAX);
    }
}
