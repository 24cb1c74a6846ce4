package dev.llmbridge.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;

/** A verb's output: results on standard output, one-line messages on standard error, both in UTF-8. */
final class VerbOutput {
    private final String program;
    // UTF-8, because not every locale's charset has the characters of file names.
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final PrintStream err =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    VerbOutput(CommandSpec spec) {
        this.program = spec.root().name();
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void println(String line) {
        out.println(line);
    }

    void complain(String line) {
        err.println(program + ": " + line);
    }

    void warn(String line) {
        complain("warning: " + line);
    }
}
