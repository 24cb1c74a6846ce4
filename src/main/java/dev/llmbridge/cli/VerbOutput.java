package dev.llmbridge.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;

/** What a verb prints: results on one stream, a line for each thing that is to be said on the other. */
final class VerbOutput {
    private final String program;
    // Names of files are not in every locale's character set.
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

    void say(String line) {
        out.println(line);
    }

    void complain(String line) {
        err.println(program + ": " + line);
    }

    void warn(String line) {
        complain("warning: " + line);
    }
}
