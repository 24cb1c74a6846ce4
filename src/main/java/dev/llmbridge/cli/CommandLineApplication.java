package dev.llmbridge.cli;

import dev.llmbridge.client.HelpTexts;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Libc;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a verb. Reports every error as one line on standard error, never as a stack trace. */
public final class CommandLineApplication implements QuarkusApplication {
    /** Picocli renders no narrower help. */
    private static final int MIN_COLUMNS = 55;

    private final IFactory factory;
    private final Environment environment;
    private final Libc libc;
    private final String version;

    @Inject
    CommandLineApplication(
            IFactory factory,
            Environment environment,
            Libc libc,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.factory = factory;
        this.environment = environment;
        this.libc = libc;
        this.version = version;
    }

    @Override
    public int run(String... args) {
        CommandLine program = program().setUsageHelpWidth(Math.max(HelpTexts.columns(libc), MIN_COLUMNS));
        try {
            return program.execute(args);
        } catch (Error e) {
            // Picocli does not catch an Error, and Quarkus would exit without printing anything.
            return reportError(program, message(e), ExitCode.FAILED);
        }
    }

    /** Returns the command line with all verbs, ready to run. */
    CommandLine program() {
        return model(factory, version)
                .setExecutionStrategy(this::runVerb)
                .setParameterExceptionHandler(this::reportUsageError)
                .setExecutionExceptionHandler(CommandLineApplication::reportFailure);
    }

    /** Returns the command line with all verbs, as it is described in the help. */
    static CommandLine model(IFactory factory, String version) {
        CommandLine program = new CommandLine(BridgeCommand.class, factory);
        String nameAndVersion = program.getCommandName() + " " + version;
        program.getCommandSpec().version(nameAndVersion);
        for (CommandLine verb : program.getSubcommands().values()) {
            verb.getCommandSpec().version(nameAndVersion);
        }
        VerbSettings.restrict(program);
        return program;
    }

    private int runVerb(ParseResult call) {
        Integer helpExitCode = CommandLine.executeHelpRequest(call);
        if (helpExitCode != null) {
            return helpExitCode;
        }
        VerbSettings.check(call);
        Optional<String> problem = problem(call);
        return problem.isPresent()
                ? reportError(call.commandSpec().commandLine(), problem.get(), ExitCode.USAGE)
                : new CommandLine.RunLast().execute(call);
    }

    /** Help never fails because of the environment, whether a verb or an option asks for it. */
    private Optional<String> problem(ParseResult call) {
        return call.asCommandLineList().getLast().getCommand() instanceof HelpCommand
                ? Optional.empty()
                : environment.problem(call.originalArgs());
    }

    private int reportUsageError(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        Optional<UnknownArgument> unknown = error instanceof UnmatchedArgumentException unmatched
                ? UnknownArgument.of(unmatched)
                : Optional.empty();
        String usage = unknown.map(UnknownArgument::describe)
                .orElseGet(() -> message(error) + "; " + UnknownArgument.reference(command));
        // Text that the locale cannot represent is the more likely cause, so it is reported instead.
        return reportError(command, environment.problem(List.of(args)).orElse(usage), ExitCode.USAGE);
    }

    private static int reportFailure(Exception failure, CommandLine command, ParseResult result) {
        return reportError(command, message(failure), ExitCode.FAILED);
    }

    private static String message(Throwable failure) {
        return oneLine(failure.getMessage() == null ? failure.toString() : failure.getMessage());
    }

    private static int reportError(CommandLine command, String line, int exitCode) {
        command.getErr().println(command.getCommandSpec().root().name() + ": " + line);
        return exitCode;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\R+", " ");
    }
}
