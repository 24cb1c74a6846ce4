package dev.llmbridge.cli;

import dev.llmbridge.config.Settings;
import java.nio.file.Path;
import java.util.Optional;
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

    /**
     * Reports that a message could neither be sent nor stored.
     *
     * @param what the message, as the object of a sentence
     * @return the exit code
     */
    final int undelivered(String what, Settings settings) {
        Optional<Path> missing = settings.missingDirectory();
        String advice =
                missing.equals(Optional.of(settings.runtimeDirectory())) ? "; is XDG_RUNTIME_DIR set correctly?" : "";
        output().error(missing.map(directory -> directory + " does not exist" + advice)
                .orElse("could not send " + what
                        + " to the daemon or write it to the session files; check that the daemon is running"));
        return ExitCode.FAILED;
    }

    /** Returns the exception that reports an invalid invocation in one line. */
    final ParameterException usageError(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
