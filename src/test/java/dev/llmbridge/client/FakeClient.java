package dev.llmbridge.client;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.FileLibc;
import dev.llmbridge.posix.FileStat;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.SignalNumber;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A fake client process: provides standard input and a daemon, and records what the client sends and prints. */
class FakeClient extends FileLibc implements Output {
    private static final int STANDARD_INPUT = 0;
    private static final int SOCKET = 1_000_000;
    private static final int LOCK = 1_000_001;
    private static final int PID = 4711;

    private final byte[] stdin;
    private final Map<String, String> variables;
    private int read;
    private boolean terminal;
    private int firstAttemptWithDaemon = Integer.MAX_VALUE;
    private int connectionAttempts;
    private int lockHolder;
    private OptionalInt sendError = OptionalInt.empty();

    final List<byte[]> sent = new ArrayList<>();
    final List<Path> receivers = new ArrayList<>();
    final List<String> printed = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    final List<Integer> signals = new ArrayList<>();

    FakeClient(Path runtime, byte[] stdin) {
        this.stdin = stdin;
        this.variables = new HashMap<>(Map.of("XDG_RUNTIME_DIR", runtime.toString(), "HOME", runtime.toString()));
    }

    FakeClient(Path runtime, String stdin) {
        this(runtime, stdin.getBytes(StandardCharsets.UTF_8));
    }

    FakeClient with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    FakeClient onTerminal() {
        terminal = true;
        return this;
    }

    FakeClient withDaemon() {
        return withDaemonFrom(1);
    }

    /** The daemon starts listening at the given connection attempt, counted from 1. */
    FakeClient withDaemonFrom(int attempt) {
        firstAttemptWithDaemon = attempt;
        return this;
    }

    FakeClient withLockHeldBy(int pid) {
        lockHolder = pid;
        return this;
    }

    /** Makes sending fail with an error. */
    FakeClient withSendError(int errno) {
        sendError = OptionalInt.of(errno);
        return this;
    }

    OptionalInt run(String... args) {
        return new FastPath(this, environment(), this).run(ArgumentParser.parse(args));
    }

    Environment environment() {
        return new Environment(Map.copyOf(variables), 1000);
    }

    int connectionAttempts() {
        return connectionAttempts;
    }

    Message sentMessage() {
        if (sent.size() != 1) {
            throw new AssertionError("sent " + sent.size() + " datagrams");
        }
        return MessageCodec.decode(sent.getFirst()).orElseThrow();
    }

    @Override
    public boolean isTerminal(int descriptor) {
        return terminal;
    }

    @Override
    public int awaitReadable(int descriptor, int millis) {
        return 1;
    }

    @Override
    public Optional<FileStat> status(Path file) {
        return file.getFileName().toString().endsWith(".sock")
                ? Optional.of(new FileStat(LinuxAbi.S_IFSOCK, getuid(), 0, 0))
                : super.status(file);
    }

    @Override
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        if (descriptor != STANDARD_INPUT) {
            return super.read(descriptor, buffer, offset, length);
        }
        int count = Math.min(length, stdin.length - read);
        System.arraycopy(stdin, read, buffer, offset, count);
        read += count;
        return count;
    }

    @Override
    public int datagramSocket() {
        return SOCKET;
    }

    @Override
    public int connect(int descriptor, Path socket) {
        connectionAttempts++;
        receivers.add(socket);
        return connectionAttempts >= firstAttemptWithDaemon ? 0 : -Errno.ENOENT;
    }

    @Override
    public int sendWithoutBlocking(int descriptor, byte[] datagram, int length) {
        if (sendError.isPresent()) {
            return -sendError.getAsInt();
        }
        sent.add(Arrays.copyOf(datagram, length));
        return length;
    }

    @Override
    public int awaitWritable(int descriptor, long nanos) {
        return 0;
    }

    @Override
    public int openForReading(Path file) {
        return isLock(file) && lockHolder > 0 ? LOCK : super.openForReading(file);
    }

    @Override
    public int openLockFile(Path file) {
        return LOCK;
    }

    @Override
    public Optional<FileStat> status(int descriptor) {
        return descriptor == LOCK
                ? Optional.of(new FileStat(LinuxAbi.S_IFREG, getuid(), 0, 0))
                : super.status(descriptor);
    }

    @Override
    public int close(int descriptor) {
        return descriptor == LOCK || descriptor == SOCKET ? 0 : super.close(descriptor);
    }

    private static boolean isLock(Path file) {
        return file.getFileName().toString().endsWith(".lock");
    }

    @Override
    public int tryLock(int descriptor) {
        return lockHolder > 0 ? -Errno.EAGAIN : 0;
    }

    @Override
    public int lockHolder(int descriptor) {
        return lockHolder;
    }

    @Override
    public int getpid() {
        return PID;
    }

    @Override
    public int kill(int pid, SignalNumber signal) {
        signals.add(signal.value());
        return 0;
    }

    @Override
    public void print(String line) {
        printed.add(line);
    }

    @Override
    public void printError(String line) {
        errors.add(line);
    }
}
