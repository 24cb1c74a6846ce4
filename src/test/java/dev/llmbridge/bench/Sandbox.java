package dev.llmbridge.bench;

import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.SignalNumber;
import dev.llmbridge.posix.TrustedUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A temporary runtime directory, in memory as usual or on a disk, with or without a running daemon. */
final class Sandbox implements AutoCloseable {
    /** The N in SIGRTMIN+N, the signal that the daemon sends by default. */
    static final int SIGNAL = 8;

    /** A tmpfs that every Linux has. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final SignalNumber SIGCONT = new SignalNumber(18);
    private static final SignalNumber SIGSTOP = new SignalNumber(19);
    private static final byte[] STATUS = "QUERY:status".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PING = "QUERY:ping".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern RECEIVED = Pattern.compile("\"received\":(\\d+)");
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern SWITCHES = Pattern.compile("\\nvoluntary_ctxt_switches:\\s+(\\d+)");

    private final Libc libc = Libc.current();
    private final DatagramClient client = new DatagramClient(libc, TrustedUsers.of(libc, Path.of("/")));
    private final Path home;
    private final Optional<Process> daemon;

    private Sandbox(Path home, Optional<Process> daemon) {
        this.home = home;
        this.daemon = daemon;
    }

    /** Creates a runtime directory without a daemon. */
    static Sandbox withoutDaemon() {
        return new Sandbox(temporaryDirectory(MEMORY), Optional.empty());
    }

    /** Starts a daemon in a new runtime directory and waits until it answers. */
    static Sandbox withDaemon(Path executable) {
        return withDaemon(executable, MEMORY);
    }

    /** Starts a daemon, like {@link #withDaemon}, in a runtime directory in the current directory. */
    static Sandbox withDaemonOnDisk(Path executable) {
        return withDaemon(executable, Path.of("").toAbsolutePath());
    }

    private static Sandbox withDaemon(Path executable, Path parent) {
        Path home = temporaryDirectory(parent);
        Process daemon = Subprocess.start(environment(home), List.of(executable.toString(), "daemon"));
        Sandbox sandbox = new Sandbox(home, Optional.of(daemon));
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (sandbox.client.query(sandbox.socket(), PING, REPLY_TIMEOUT).isEmpty()) {
            if (!daemon.isAlive() || System.nanoTime() > deadline) {
                sandbox.close();
                throw new IllegalStateException("the daemon does not answer: " + daemon);
            }
            pause(Duration.ofMillis(20));
        }
        return sandbox;
    }

    Path socket() {
        return socket(home);
    }

    private static Path socket(Path home) {
        return home.resolve("llm-bridge.sock");
    }

    Path stateFile() {
        return home.resolve("llm_state.json");
    }

    long pid() {
        return daemon.orElseThrow().pid();
    }

    /** Returns the environment in which clients find this runtime directory. */
    Map<String, String> environment() {
        return environment(home);
    }

    private static Map<String, String> environment(Path home) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("XDG_RUNTIME_DIR", home.toString());
        environment.put("XDG_CONFIG_HOME", home.toString());
        environment.put("HOME", home.toString());
        environment.put("LLM_BRIDGE_SOCKET_PATH", socket(home).toString());
        environment.put("CLAUDE_PID", Long.toString(ProcessHandle.current().pid()));
        return environment;
    }

    /** Sends a message as a client does, giving up if the queue stays full. Returns whether the message was sent. */
    boolean send(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return client.send(socket(), bytes, bytes.length) == DatagramClient.SendResult.SENT;
    }

    /** Returns how many datagrams the daemon has received, including the two queries that this method sends. */
    long received() {
        // A ping overtakes messages that wait.
        client.query(socket(), STATUS, REPLY_TIMEOUT);
        String answer = client.query(socket(), PING, REPLY_TIMEOUT)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("no answer to a ping"));
        return number(RECEIVED, answer);
    }

    /** Suspends the daemon with SIGSTOP, so that it no longer reads its socket. */
    void suspend() {
        libc.kill((int) pid(), SIGSTOP);
    }

    void resume() {
        libc.kill((int) pid(), SIGCONT);
    }

    /** Returns the daemon's memory. */
    ProcessMemory memory() {
        return ProcessMemory.of(pid());
    }

    /** Returns the voluntary context switches of all threads of a process: how often they waited for something. */
    static long voluntarySwitches(long pid) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.mapToLong(task -> number(SWITCHES, read(task.resolve("status"))))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Path temporaryDirectory(Path parent) {
        try {
            return Files.createTempDirectory(parent, "llm-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        daemon.ifPresent(this::end);
        deleteHome();
    }

    private void end(Process process) {
        resume();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void deleteHome() {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
