package dev.llmbridge;

import dev.llmbridge.cli.CommandLineApplication;
import dev.llmbridge.client.FastPath;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.IgnoredSignals;
import dev.llmbridge.posix.Libc;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import java.util.OptionalInt;

/** The entry point: runs latency-critical calls before Quarkus starts and leaves all others to Picocli. */
@QuarkusMain
public final class Main {
    private static final String DAEMON_PROCESS_NAME = "llm-bridged";

    public static void main(String... args) {
        Libc libc = Libc.current();
        if (FastPath.verb(args).equals(Optional.of("daemon"))) {
            IgnoredSignals.ignoreAllAndRename(libc, DAEMON_PROCESS_NAME);
        }
        OptionalInt exitCode = FastPath.run(libc, Environment.ofProcess(libc.getuid()), args);
        if (exitCode.isPresent()) {
            // The caller waits, and this process has nothing to clean up: skip the shutdown hooks.
            Runtime.getRuntime().halt(exitCode.getAsInt());
        }
        Quarkus.run(CommandLineApplication.class, (code, failure) -> System.exit(code), args);
    }

    Main() {}
}
