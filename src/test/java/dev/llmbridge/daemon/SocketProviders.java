package dev.llmbridge.daemon;

import dev.llmbridge.posix.Libc;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** Both providers of sockets, for tests that run with either. */
final class SocketProviders {
    private SocketProviders() {}

    static Stream<Arguments> all() throws DaemonException {
        UnixSocket.Provider junix = JunixSocket.provider(Path.of(System.getProperty("java.io.tmpdir")));
        return Stream.of(
                Arguments.of(Named.of("libc", LibcSocket.provider(Libc.current()))),
                Arguments.of(Named.of("junixsocket", junix)));
    }
}
