package dev.llmbridge.setup.waybar;

import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.setup.json.IndentStyle;
import dev.llmbridge.setup.json.JsonValue;
import dev.llmbridge.setup.json.JsonValue.Property;
import dev.llmbridge.setup.json.JsonWriter;
import dev.llmbridge.setup.program.ProgramCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The module for Waybar's configuration. Both Waybar 0.9.17 and 0.15 understand it.
 *
 * @param program the shell line that starts the program, without arguments
 * @param exec the shell line that Waybar runs
 * @param signal N in SIGRTMIN+N; empty if the module streams
 */
public record WaybarModule(String program, String exec, Optional<Integer> signal) {
    /** The module's name, to which the style sheet refers. */
    public static final String NAME = "custom/claude";

    private static final IndentStyle STYLE = new IndentStyle("\n", "    ", true, ": ", ", ");

    /**
     * Returns a module for which Waybar runs {@code status} on each signal from the daemon.
     *
     * @param program the program to run
     * @param options the options for {@code status}
     * @param signal the signal that the daemon sends
     */
    public static WaybarModule onSignal(ProgramCommand program, List<String> options, RealTimeSignal signal) {
        return new WaybarModule(program.shellText(List.of()), status(program, options), Optional.of(signal.offset()));
    }

    /**
     * Returns a module for which Waybar keeps {@code status --follow} running and reads one line for each change.
     *
     * @param program the program to run
     * @param options the options for {@code status}
     */
    public static WaybarModule stream(ProgramCommand program, List<String> options) {
        // Waybar starts a shell. With exec, the program replaces the shell, so that no extra process remains.
        String exec = "exec " + status(program, options) + " --follow";
        return new WaybarModule(program.shellText(List.of()), exec, Optional.empty());
    }

    private static String status(ProgramCommand program, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("status"));
        arguments.addAll(options);
        return program.shellText(arguments);
    }

    /** Returns the module as a member to paste into Waybar's configuration; ends with a line feed. */
    public String text() {
        return JsonWriter.write(new Property(NAME, new JsonValue.ObjectValue(options())), STYLE, true, "") + "\n";
    }

    /** Returns the module's options in order. */
    List<Property> options() {
        List<Property> options = new ArrayList<>(
                List.of(Property.of("exec", exec), Property.of("return-type", "json"), Property.of("format", "{}")));
        if (signal.isPresent()) {
            // Waybar 0.9.17 ignores the signal if there is no interval.
            options.add(Property.of("interval", "once"));
            options.add(Property.of("signal", signal.get()));
        } else {
            options.add(Property.of("restart-interval", 1));
        }
        return options;
    }
}
