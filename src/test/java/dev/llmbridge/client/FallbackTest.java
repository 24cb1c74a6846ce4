package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.FileLibc;
import dev.llmbridge.posix.FileStat;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.SignalNumber;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.Message.EventType;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Session.RunningTool;
import dev.llmbridge.store.SessionFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FallbackTest {
    private static final BooleanSupplier NO_DAEMON = () -> false;

    @TempDir
    Path runtime;

    private final LockTable locks = new LockTable();

    @Test
    void the_session_and_the_state_are_written() throws IOException {
        assertThat(fallback().apply(tool("Bash"), NO_DAEMON)).isTrue();

        assertThat(sessions()).singleElement().satisfies(session -> assertThat(session.tools())
                .extracting(RunningTool::name)
                .containsExactly("Bash"));
        assertThat(Files.readString(state()))
                .contains("\"class\":\"tool-active\"")
                .contains("Bash");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state())))
                .isEqualTo("rw-------");
    }

    @Test
    void each_message_continues_from_the_files_that_the_previous_one_wrote() {
        fallback().apply(tool("Bash"), NO_DAEMON);
        fallback().apply(typed(EventType.STOP, Optional.empty()), NO_DAEMON);

        assertThat(sessions()).singleElement().satisfies(session -> {
            assertThat(session.working()).isFalse();
            assertThat(session.tools()).isEmpty();
        });
    }

    @Test
    void the_file_of_an_ended_session_is_deleted() {
        fallback().apply(hook("SessionStart"), NO_DAEMON);
        assertThat(settings().sessionsDir().resolve("s.json")).exists();

        fallback().apply(hook("SessionEnd"), NO_DAEMON);

        assertThat(settings().sessionsDir().resolve("s.json")).doesNotExist();
        assertThat(state()).content().contains("\"sessions\":0");
    }

    @Test
    void fields_of_another_version_survive_the_next_message() throws IOException {
        fallback().apply(hook("SessionStart"), NO_DAEMON);
        Path file = settings().sessionsDir().resolve("s.json");
        Files.writeString(file, Files.readString(file).replace("{\"form\"", "{\"newer\":[7],\"form\""));

        assertThat(fallback().apply(hook("UserPromptSubmit"), NO_DAEMON)).isTrue();

        assertThat(sessions()).singleElement().matches(Session::working);
        assertThat(file).content().contains("\"newer\":[7]");
    }

    @Test
    void the_session_of_a_newer_versions_file_is_not_stored() throws IOException {
        fallback().apply(tool("Bash"), NO_DAEMON);
        Path newer = Files.writeString(settings().sessionsDir().resolve("s.json"), "{\"form\":2,\"id\":\"s\"}");

        assertThat(fallback().apply(hook("UserPromptSubmit"), NO_DAEMON)).isTrue();
        assertThat(fallback().apply(hook("SessionEnd"), NO_DAEMON)).isTrue();

        assertThat(newer).hasContent("{\"form\":2,\"id\":\"s\"}");
        assertThat(sessions()).hasSize(1);
    }

    @Test
    void with_the_lock_held_sending_is_retried_and_nothing_is_written_if_a_daemon_listens() throws IOException {
        var underTheLock = new AtomicBoolean();
        var attempts = new AtomicInteger();

        boolean delivered = fallback().apply(tool("Bash"), () -> {
            attempts.incrementAndGet();
            underTheLock.set(locks.isLocked(settings().sessionsLock()));
            return true;
        });

        assertThat(delivered).isTrue();
        assertThat(attempts).hasValue(1);
        assertThat(underTheLock).isTrue();
        assertThat(sessions()).isEmpty();
        assertThat(state()).doesNotExist();
    }

    @Test
    void the_lock_is_released_afterwards() {
        fallback().apply(tool("Bash"), NO_DAEMON);

        assertThat(locks.isLocked(settings().sessionsLock())).isFalse();
    }

    @Test
    void while_another_process_holds_the_lock_the_message_goes_to_the_spool() throws IOException {
        locks.lockForever(settings().sessionsLock());
        assertThat(fallback().apply(tool("Bash"), NO_DAEMON)).isTrue();
        assertThat(sessions()).isEmpty();
        assertThat(state()).doesNotExist();

        locks.release(settings().sessionsLock());
        assertThat(fallback().apply(tool("Read"), NO_DAEMON)).isTrue();
        assertThat(sessions()).singleElement().satisfies(session -> assertThat(session.tools())
                .extracting(RunningTool::name)
                .containsExactly("Bash", "Read"));
        assertThat(settings().spool()).isEmptyDirectory();
    }

    @Test
    void what_others_have_added_to_the_spool_is_left_to_a_daemon_that_has_started() throws IOException {
        addToSpool("Bash");
        locks.lockForever(settings().daemonLock());

        fallback().applySpooled();
        assertThat(sessions()).isEmpty();
        assertThat(state()).doesNotExist();

        locks.release(settings().daemonLock());
        fallback().applySpooled();
        assertThat(sessions()).hasSize(1);
        assertThat(settings().spool()).isEmptyDirectory();
    }

    @Test
    @Timeout(5)
    void an_entry_of_the_spool_that_cannot_be_removed_is_not_tried_again() throws IOException {
        Files.createDirectories(settings().spool().resolve(System.nanoTime() + "-1"));

        fallback().applySpooled();

        assertThat(settings().spool()).isNotEmptyDirectory();
    }

    @Test
    void without_a_spool_it_fails_if_the_lock_stays_held_and_no_daemon_listens() throws IOException {
        Files.createFile(settings().spool());
        locks.lockForever(settings().sessionsLock());
        assertThat(fallback().apply(tool("Bash"), NO_DAEMON)).isFalse();
        assertThat(sessions()).isEmpty();
        assertThat(fallback().apply(tool("Bash"), () -> true))
                .as("a daemon has started")
                .isTrue();
    }

    @Test
    void it_fails_without_the_runtime_directory_and_does_not_create_it() {
        runtime = runtime.resolve("none");

        assertThat(fallback().apply(tool("Bash"), NO_DAEMON)).isFalse();

        assertThat(runtime).doesNotExist();
    }

    @Test
    void it_fails_if_no_file_can_be_written() throws IOException {
        Files.writeString(runtime.resolve("llm_sessions"), "a file in place of the directory");

        assertThat(fallback().apply(tool("Bash"), NO_DAEMON)).isFalse();
    }

    @Test
    void sixteen_concurrent_messages_are_all_applied() throws Exception {
        List<Callable<Boolean>> hooks = IntStream.range(0, 16)
                .<Callable<Boolean>>mapToObj(i -> () -> fallback().apply(tool("tool-" + i), NO_DAEMON))
                .toList();

        assertThat(concurrently(hooks)).containsOnly(true);

        assertThat(sessions()).singleElement().satisfies(session -> assertThat(session.tools())
                .extracting(RunningTool::name)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 16).mapToObj(i -> "tool-" + i).toList()));
        try (Stream<Path> files = Files.list(settings().sessionsDir())) {
            assertThat(files).as("no temporary file is left behind").hasSize(1);
        }
    }

    private static List<Boolean> concurrently(List<Callable<Boolean>> work)
            throws InterruptedException, ExecutionException {
        List<Boolean> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<Boolean> result : threads.invokeAll(work)) {
                results.add(result.get());
            }
        }
        return results;
    }

    private void addToSpool(String tool) {
        locks.lockForever(settings().sessionsLock());
        assertThat(fallback().apply(tool(tool), NO_DAEMON)).isTrue();
        locks.release(settings().sessionsLock());
        assertThat(settings().spool()).isNotEmptyDirectory();
    }

    private Fallback fallback() {
        return new Fallback(locks.process(), settings());
    }

    private Settings settings() {
        var environment = new FakeClient(runtime, "").environment();
        return SettingsReader.read(CliOverrides.NONE, environment).settings();
    }

    private Path state() {
        return settings().stateFile();
    }

    private List<Session> sessions() {
        return new SessionFiles(
                        settings().sessionsDir(),
                        BootClock.system(Libc.current()),
                        TrustedFiles.of(Libc.current(), settings().runtimeDirectory()))
                .readAll();
    }

    private static Message tool(String name) {
        return typed(EventType.TOOL_START, Optional.of(name));
    }

    private static Message typed(EventType type, Optional<String> tool) {
        return new Message.TypedEvent(Optional.empty(), type, tool);
    }

    private static Message hook(String name) {
        String json = "{\"session_id\":\"s\",\"hook_event_name\":\"" + name + "\"}";
        return new Message.Hook(System.nanoTime(), 0, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A fake lock table. Real locks belong to a process, so its threads would not exclude each other. */
    private static final class LockTable {
        private static final int OTHER_PROCESS = 1_000_000;
        private static final int DESCRIPTOR = 1_000_000;
        private static final int QUERY_DESCRIPTOR = 1_000_001;

        private final ConcurrentHashMap<Path, Integer> owners = new ConcurrentHashMap<>();
        private final AtomicInteger processes = new AtomicInteger();

        boolean isLocked(Path file) {
            return owners.containsKey(file);
        }

        void lockForever(Path file) {
            owners.put(file, OTHER_PROCESS);
        }

        void release(Path file) {
            owners.remove(file);
        }

        Libc process() {
            int self = processes.incrementAndGet();
            return new FileLibc() {
                private Path file = Path.of("none");
                private Path queried = Path.of("none");

                @Override
                public int openLockFile(Path path) {
                    file = path;
                    return DESCRIPTOR;
                }

                @Override
                public int openForReading(Path path) {
                    if (!owners.containsKey(path)) {
                        return super.openForReading(path);
                    }
                    queried = path;
                    return QUERY_DESCRIPTOR;
                }

                @Override
                public int lockHolder(int descriptor) {
                    return owners.getOrDefault(queried, 0);
                }

                @Override
                public Optional<FileStat> status(int descriptor) {
                    return descriptor >= DESCRIPTOR
                            ? Optional.of(new FileStat(LinuxAbi.S_IFREG, getuid(), 0, 0))
                            : super.status(descriptor);
                }

                @Override
                public int getpid() {
                    return self;
                }

                @Override
                public int tryLock(int descriptor) {
                    return owners.putIfAbsent(file, self) == null ? 0 : -Errno.EAGAIN;
                }

                @Override
                public int close(int descriptor) {
                    if (descriptor == DESCRIPTOR) {
                        owners.remove(file, self);
                    }
                    if (descriptor >= DESCRIPTOR) {
                        return 0;
                    }
                    return super.close(descriptor);
                }

                @Override
                public int kill(int pid, SignalNumber signal) {
                    return 0;
                }
            };
        }
    }
}
