package dev.llmbridge.cli;

import dev.llmbridge.client.HelpTexts;
import dev.llmbridge.client.HelpTexts.HelpText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** Renders the help of the program and of each verb. */
public final class HelpRenderer {
    /** The system property that contains the version while an image is built; see {@code application.properties}. */
    private static final String VERSION = "waybar-llm-bridge.version";

    private HelpRenderer() {}

    /**
     * Returns the texts for the image that is being built.
     *
     * @throws IllegalStateException if the version is unknown
     */
    public static HelpTexts forImage() {
        return new HelpTexts(texts(Optional.ofNullable(System.getProperty(VERSION))
                .orElseThrow(() -> new IllegalStateException("the image builder needs -D" + VERSION))));
    }

    /** Returns the help texts, each with the complete list of arguments that prints it. */
    static Map<List<String>, HelpText> texts(String version) {
        CommandLine program = CommandLineApplication.model(new ModelFactory(version), version);
        Map<List<String>, HelpText> texts = new HashMap<>();
        addOptions(texts, List.of(), program);
        texts.put(List.of(HelpCommand.NAME), usage(program));
        program.getSubcommands().forEach((name, verb) -> {
            addOptions(texts, List.of(name), verb);
            texts.put(List.of(HelpCommand.NAME, name), usage(verb));
        });
        return texts;
    }

    private static void addOptions(Map<List<String>, HelpText> texts, List<String> call, CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            for (String name : option.names()) {
                List<String> arguments = call.isEmpty() ? List.of(name) : List.of(call.getFirst(), name);
                if (option.usageHelp()) {
                    texts.put(arguments, usage(command));
                } else if (option.versionHelp()) {
                    texts.put(arguments, version(command));
                }
            }
        }
    }

    private static HelpText usage(CommandLine command) {
        return text(command::getUsageMessage);
    }

    private static HelpText version(CommandLine command) {
        return text(ansi -> {
            StringWriter version = new StringWriter();
            command.printVersionHelp(new PrintWriter(version), ansi);
            return version.toString();
        });
    }

    /** Never renders with {@link Ansi#AUTO}: Picocli would remember in the image whether the build has a terminal. */
    private static HelpText text(Function<Ansi, String> renderer) {
        return new HelpText(withoutLineBreak(renderer.apply(Ansi.OFF)), withoutLineBreak(renderer.apply(Ansi.ON)));
    }

    private static String withoutLineBreak(String text) {
        return text.substring(0, text.length() - System.lineSeparator().length());
    }
}
