package dev.llmbridge.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A verb of the command line. Its result is the exit code. */
abstract class Verb implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    final VerbOutput output() {
        return new VerbOutput(spec);
    }

    /** Returns the exception that reports an invalid call in one line. */
    final ParameterException usageError(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
