package dev.llmbridge.client;

import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.FileLibc;
import dev.llmbridge.posix.FileStat;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.TrustedUsers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** A libc whose sockets connect to a daemon with scripted answers, or to no daemon. */
public final class FakeDaemon extends FileLibc {
    private static final int SOCKET = 1_000_000;

    private final Function<String, Optional<String>> answers;
    private Path socket = Path.of("");
    private String query = "";

    /** @param answers the answer to each query; empty if there is no daemon */
    public FakeDaemon(Function<String, Optional<String>> answers) {
        this.answers = answers;
    }

    /** A client of this daemon. */
    public DaemonClient client() {
        return new DaemonClient(
                new DatagramClient(this, TrustedUsers.of(this, Path.of("/"))),
                Path.of("/daemon"),
                Duration.ofSeconds(1));
    }

    /** The socket of the last query. */
    public Path socket() {
        return socket;
    }

    /** The last query, as it was sent. */
    public String query() {
        return query;
    }

    @Override
    public int datagramSocket() {
        return SOCKET;
    }

    @Override
    public Optional<FileStat> status(Path file) {
        return Optional.of(new FileStat(LinuxAbi.S_IFSOCK, getuid(), 0, 0));
    }

    @Override
    public int autobind(int descriptor) {
        return 0;
    }

    @Override
    public int connect(int descriptor, Path receiver) {
        socket = receiver;
        return 0;
    }

    @Override
    public int sendWithoutBlocking(int descriptor, byte[] datagram, int length) {
        query = new String(datagram, 0, length, StandardCharsets.UTF_8);
        return answers.apply(query).isPresent() ? length : -Errno.ECONNREFUSED;
    }

    @Override
    public int nextDatagramLength(int descriptor) {
        return answer().length;
    }

    @Override
    public int receiveWithoutBlocking(int descriptor, byte[] buffer) {
        byte[] answer = answer();
        System.arraycopy(answer, 0, buffer, 0, answer.length);
        return answer.length;
    }

    @Override
    public int close(int descriptor) {
        return descriptor == SOCKET ? 0 : super.close(descriptor);
    }

    private byte[] answer() {
        return answers.apply(query).orElseThrow().getBytes(StandardCharsets.UTF_8);
    }
}
