package dev.llmbridge;

import dev.llmbridge.cli.CommandLineApplication;
import dev.llmbridge.cli.HelpRenderer;
import dev.llmbridge.client.FastPath;
import dev.llmbridge.client.HelpTexts;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.IgnoredSignals;
import dev.llmbridge.posix.Libc;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import java.util.OptionalInt;
import org.graalvm.nativeimage.ImageInfo;

/**
 * The entry point: prints prepared help texts and runs latency-critical invocations before Quarkus starts, and leaves
 * all others to Picocli.
 */
@QuarkusMain
public final class Main {
    private static final String DAEMON_PROCESS_NAME = "llm-bridged";

    /** Rendered by the image builder. A JVM takes so long to start that rendering makes no difference there. */
    private static final HelpTexts HELP = ImageInfo.inImageBuildtimeCode() ? HelpRenderer.forImage() : HelpTexts.NONE;

    public static void main(String... args) {
        Libc libc = Libc.current();
        if (FastPath.verb(args).equals(Optional.of("daemon"))) {
            IgnoredSignals.ignoreAllAndRename(libc, DAEMON_PROCESS_NAME);
        }
        Environment environment = Environment.ofProcess(libc.getuid());
        exit(HELP.print(libc, environment, args));
        exit(FastPath.run(libc, environment, args));
        Quarkus.run(CommandLineApplication.class, (code, failure) -> System.exit(code), args);
    }

    /** Exits if the invocation is complete. */
    private static void exit(OptionalInt exitCode) {
        if (exitCode.isPresent()) {
            // The caller waits, and this process has nothing to clean up: skip the shutdown hooks.
            Runtime.getRuntime().halt(exitCode.getAsInt());
        }
    }

    Main() {}
}
