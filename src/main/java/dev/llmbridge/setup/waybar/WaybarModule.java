package dev.llmbridge.setup.waybar;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.llmbridge.setup.program.ProgramCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The module for Waybar's configuration, as a member to paste into its JSON object; ends with a line feed. Both Waybar
 * 0.9.17 and 0.15 understand it.
 */
public final class WaybarModule {
    private WaybarModule() {}

    /**
     * Returns a module for which Waybar runs {@code status} on each signal from the daemon.
     *
     * @param program the program to run
     * @param options the options for {@code status}
     * @param signal N in SIGRTMIN+N
     */
    public static String onSignal(ProgramCommand program, List<String> options, int signal) {
        // Waybar 0.9.17 ignores the signal if there is no interval.
        return String.format(Locale.ROOT, """
                "custom/claude": {
                    "exec": %s,
                    "return-type": "json",
                    "format": "{}",
                    "interval": "once",
                    "signal": %d
                }
                """, quote(status(program, options)), signal);
    }

    /**
     * Returns a module for which Waybar keeps {@code status --follow} running and reads one line for each change.
     *
     * @param program the program to run
     * @param options the options for {@code status}
     */
    public static String stream(ProgramCommand program, List<String> options) {
        // Waybar starts a shell. With exec, the program replaces the shell, so that no extra process remains.
        return String.format(Locale.ROOT, """
                "custom/claude": {
                    "exec": %s,
                    "return-type": "json",
                    "format": "{}",
                    "restart-interval": 1
                }
                """, quote("exec " + status(program, options) + " --follow"));
    }

    private static String status(ProgramCommand program, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("status"));
        arguments.addAll(options);
        return program.shellText(arguments);
    }

    private static String quote(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
