package dev.llmbridge.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A verb's output: results on standard output, one-line messages on standard error. Both are in UTF-8, because the
 * character sets of some locales lack characters that occur in file names and icons.
 */
final class VerbOutput {
    private final String program;
    private final PrintStream out = utf8(FileDescriptor.out);
    private final PrintStream err = utf8(FileDescriptor.err);

    VerbOutput(CommandSpec spec) {
        this.program = spec.root().name();
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Returns standard output, for a verb that prints its output bit by bit. */
    PrintStream stream() {
        return out;
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void println(String line) {
        out.println(line);
    }

    void error(String line) {
        err.println(program + ": " + line);
    }

    void warn(String line) {
        error("warning: " + line);
    }

    /** Returns {@link ExitCode#FAILED} if writing to standard output failed, {@link ExitCode#DONE} otherwise. */
    int exitCode() {
        return out.checkError() ? ExitCode.FAILED : ExitCode.DONE;
    }
}
