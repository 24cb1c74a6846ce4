package dev.llmbridge.cli;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.setup.SignalChoice;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.setup.program.UnknownProgramException;
import dev.llmbridge.setup.waybar.ModuleOwnership;
import dev.llmbridge.setup.waybar.WaybarModule;
import dev.llmbridge.setup.waybar.WaybarProcess;
import dev.llmbridge.setup.waybar.WaybarSignals;
import dev.llmbridge.setup.waybar.WaybarStyleSheet;
import dev.llmbridge.waybar.WaybarFinder;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints text to paste; warnings go to standard error. */
@Command(
        name = WaybarConfigCommand.NAME,
        description = {
            "Print the module for Waybar's config, or its style rules.",
            "Paste the module into Waybar's config, and add \"custom/claude\" to \"modules-left\","
                    + " \"modules-center\" or \"modules-right\"."
        },
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge waybar-config               a module updated by a signal",
            "  waybar-llm-bridge waybar-config --signal 9    a module updated by SIGRTMIN+9",
            "  waybar-llm-bridge waybar-config --stream      a module that needs no signal",
            "  waybar-llm-bridge waybar-config --css >> ~/.config/waybar/style.css"
        })
final class WaybarConfigCommand extends Verb {
    static final String NAME = "waybar-config";

    /** The value of a {@code --signal} that was given without a number. */
    static final String NO_NUMBER = "nothing";

    @Option(names = "--stream", description = "Print a streaming module instead of a signal-driven one.")
    boolean stream;

    @Option(names = "--css", description = "Print the style rules for all classes instead of the module.")
    boolean css;

    private final CommonOptions options;
    private final Environment environment;

    @Inject
    WaybarConfigCommand(CommonOptions options, Environment environment) {
        this.options = options;
        this.environment = environment;
    }

    @Override
    public Integer call() throws UnknownProgramException {
        if (stream && options.signal.isPresent()) {
            throw usageError("--signal and --stream are mutually exclusive");
        }
        Settings settings = CommonOptions.validated(overrides(), spec, environment);
        VerbOutput output = output();
        output.print(css ? WaybarStyleSheet.css() : module(settings, output).text());
        return output.exitCode();
    }

    /**
     * Returns the settings given on the command line, without a {@code --signal} that has no number: the number then
     * comes from the environment, the configuration file or the default.
     */
    private CliOverrides overrides() {
        return new CliOverrides(
                options.statePath,
                options.sessionsDir,
                options.signal.filter(number -> !number.equals(NO_NUMBER)),
                options.format);
    }

    private WaybarModule module(Settings settings, VerbOutput output) throws UnknownProgramException {
        StableCommand program = StableCommand.ofThisProcess(environment);
        program.warning().ifPresent(output::warn);
        if (stream) {
            return WaybarModule.stream(program.command(), statusOptions());
        }
        warnAboutSignal(settings, program.command(), output);
        return WaybarModule.onSignal(program.command(), statusOptions(), settings.signal());
    }

    private void warnAboutSignal(Settings settings, ProgramCommand program, VerbOutput output) {
        var bars = WaybarProcess.all(new WaybarFinder(new ProcFs(), environment.uid()), new ProcFs(), environment);
        var ownership = new ModuleOwnership(program.words().getLast(), settings.stateFile());
        SignalChoice choice = SignalChoice.of(settings.signal().offset(), WaybarSignals.of(bars), ownership);
        if (choice.isDifferent()) {
            output.warn(choice.reason() + "; signal " + choice.chosen() + " is free: use --signal " + choice.chosen()
                    + " and set llm-bridge.signal=" + choice.chosen());
        }
    }

    /**
     * Returns this invocation's options, for the printed {@code status} command. Paths are made absolute because Waybar
     * has a different current directory.
     */
    private List<String> statusOptions() {
        List<String> arguments = new ArrayList<>();
        options.statePath
                .map(WaybarConfigCommand::absolute)
                .ifPresent(path -> arguments.addAll(List.of("--state-path", path)));
        options.sessionsDir
                .map(WaybarConfigCommand::absolute)
                .ifPresent(path -> arguments.addAll(List.of("--sessions-dir", path)));
        options.format.ifPresent(text -> arguments.addAll(List.of("--format", text)));
        return arguments;
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().toString();
    }
}
