package dev.llmbridge.setup.waybar;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.llmbridge.setup.program.ProgramCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The module for Waybar's configuration, with members that both Waybar 0.9.17 and 0.15 understand. */
public sealed interface WaybarModule {
    /** Returns a member for the configuration's object, with a line feed at its end. */
    String json();

    /**
     * A module for which Waybar runs {@code status} at each signal from the daemon.
     *
     * @param program the program to run
     * @param options the options for {@code status}
     * @param signal N in SIGRTMIN+N
     */
    record OnSignal(ProgramCommand program, List<String> options, int signal) implements WaybarModule {
        @Override
        public String json() {
            // Waybar 0.9.17 ignores the signal if there is no interval.
            return String.format(Locale.ROOT, """
                    "custom/claude": {
                        "exec": %s,
                        "return-type": "json",
                        "format": "{}",
                        "interval": "once",
                        "signal": %d
                    }
                    """, quote(program.shellText(arguments(options))), signal);
        }
    }

    /**
     * A module for which Waybar keeps {@code status --follow} running and reads one line for each change.
     *
     * @param program the program to run
     * @param options the options for {@code status}
     */
    record Stream(ProgramCommand program, List<String> options) implements WaybarModule {
        @Override
        public String json() {
            // Waybar starts a shell; without exec, Waybar would stop the shell, but not the program.
            return String.format(
                    Locale.ROOT, """
                    "custom/claude": {
                        "exec": %s,
                        "return-type": "json",
                        "format": "{}",
                        "restart-interval": 1
                    }
                    """, quote("exec " + program.shellText(arguments(options)) + " --follow"));
        }
    }

    private static List<String> arguments(List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("status"));
        arguments.addAll(options);
        return arguments;
    }

    private static String quote(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
