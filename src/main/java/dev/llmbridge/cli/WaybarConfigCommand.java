package dev.llmbridge.cli;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.setup.program.StablePath;
import dev.llmbridge.setup.program.UnknownProgramException;
import dev.llmbridge.setup.waybar.WaybarModule;
import dev.llmbridge.setup.waybar.WaybarStyleSheet;
import jakarta.inject.Inject;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints text to paste; warnings go to standard error. */
@Command(
        name = "waybar-config",
        description = {
            "Print the module for Waybar's config or, with --css, the rules for its stylesheet.",
            "Paste the module and add \"custom/claude\" to \"modules-left\", \"modules-center\" or \"modules-right\"."
        },
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge waybar-config               run on each signal",
            "  waybar-llm-bridge waybar-config --signal 9    run on SIGRTMIN+9",
            "  waybar-llm-bridge waybar-config --stream      keeps running, no signal",
            "  waybar-llm-bridge waybar-config --css >> ~/.config/waybar/style.css"
        })
final class WaybarConfigCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--stream", description = "Print a streaming module instead of a signal-driven one.")
    boolean stream;

    @Option(names = "--css", description = "Print the style rules of all classes instead of the module.")
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
            throw new ParameterException(spec.commandLine(), "--signal and --stream are mutually exclusive");
        }
        SettingsReader.SettingsReading reading = SettingsReader.read(settings(), environment);
        if (!reading.problems().isEmpty()) {
            throw new ParameterException(spec.commandLine(), reading.problems().getFirst());
        }
        return print(css ? WaybarStyleSheet.css() : module(reading.settings()).json());
    }

    /** Returns the given settings. A {@code --signal} without a number leaves the number to the other sources. */
    private CliOverrides settings() {
        return new CliOverrides(
                options.statePath,
                options.sessionsDir,
                options.signal.filter(number -> !number.equals(CommonOptions.NO_NUMBER)),
                options.format);
    }

    private WaybarModule module(Settings settings) throws UnknownProgramException {
        StableCommand lasting = StablePath.in(environment).of(ProgramCommand.ofThisProcess());
        lasting.warning().ifPresent(this::warn);
        return stream
                ? new WaybarModule.Stream(lasting.command(), optionsOfStatus())
                : new WaybarModule.OnSignal(lasting.command(), optionsOfStatus(), settings.signal());
    }

    /** Repeats this call's options. Paths become absolute because Waybar starts the module in another folder. */
    private List<String> optionsOfStatus() {
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

    private void warn(String why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("waybar-llm-bridge: warning: " + why);
        err.flush();
    }

    private static int print(String text) {
        // UTF-8, because not every locale's charset has the characters of file names.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        out.print(text);
        out.flush();
        return out.checkError() ? ExitCode.FAILED : ExitCode.DONE;
    }
}
