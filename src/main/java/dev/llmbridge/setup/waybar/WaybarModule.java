package dev.llmbridge.setup.waybar;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.llmbridge.setup.program.ProgramCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The module for Waybar's configuration, in words that 0.9.17 and 0.15 understand alike. */
public sealed interface WaybarModule {
    /** A member of the configuration's object, indented as Waybar's own, with a line feed at its end. */
    String json();

    /**
     * Waybar calls {@code status} when the daemon signals it.
     *
     * @param program what to call
     * @param options those to call it with
     * @param signal N of SIGRTMIN+N
     */
    record OnSignal(ProgramCommand program, List<String> options, int signal) implements WaybarModule {
        @Override
        public String json() {
            // Without an interval beside it, 0.9.17 does not hear the signal.
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
     * Waybar keeps {@code status --follow} running and reads a line from it for each change.
     *
     * @param program what to call
     * @param options those to call it with
     */
    record Stream(ProgramCommand program, List<String> options) implements WaybarModule {
        @Override
        public String json() {
            // Waybar starts a shell: without exec it would be the shell that ends with the bar.
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
