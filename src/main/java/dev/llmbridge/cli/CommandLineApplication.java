package dev.llmbridge.cli;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;

/** Runs a verb. Whatever is wrong with a call is told in one line, never by a stack trace. */
public final class CommandLineApplication implements QuarkusApplication {
    private final IFactory factory;

    @Inject
    CommandLineApplication(IFactory factory) {
        this.factory = factory;
    }

    @Override
    public int run(String... args) {
        CommandLine program = new CommandLine(BridgeCommand.class, factory);
        for (CommandLine verb : program.getSubcommands().values()) {
            verb.getCommandSpec().versionProvider(program.getCommandSpec().versionProvider());
        }
        return program.setParameterExceptionHandler(CommandLineApplication::explainUsage)
                .setExecutionExceptionHandler(CommandLineApplication::explainFailure)
                .execute(args);
    }

    private static int explainUsage(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.printf(
                "%s: %s; see '%s --help'%n",
                rootName(command),
                oneLine(mistake.getMessage()),
                command.getCommandSpec().qualifiedName());
        return ExitCode.USAGE;
    }

    private static int explainFailure(Exception failure, CommandLine command, CommandLine.ParseResult result) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().printf("%s: %s%n", rootName(command), oneLine(message));
        return ExitCode.FAILED;
    }

    private static String rootName(CommandLine command) {
        return command.getCommandSpec().root().name();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\R+", " ");
    }
}
