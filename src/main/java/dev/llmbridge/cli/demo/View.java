package dev.llmbridge.cli.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;

/** Tells the run in a table of 80 columns, a line each step: its title when it begins, the rest when it shows. */
final class View {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int TITLE = 23;
    private static final int TEXT = 28;
    private static final int CLASS = 12;
    private static final String TIMES = "%8s %8s";

    private final PrintStream out;
    private final boolean colourful;

    /** @param colourful whether {@code out} is a terminal that may be coloured */
    View(PrintStream out, boolean colourful) {
        this.out = out;
        this.colourful = colourful;
    }

    void begin(Scenario scenario) {
        say(bold("waybar-llm-bridge demo: " + scenario));
        say("Real payloads and clients; the daemon and the bar are the demo's own.");
        say("");
        out.print(dim(padded("event", TITLE)));
        say(dim(row("the bar shows", "class", "file", "signal")));
    }

    void step(Step step) {
        out.print(padded(step.title(), TITLE));
        out.flush();
    }

    void shown(Outcome outcome) {
        Shown shown = outcome.shown();
        String row = row(shown.text(), shown.cssClass(), millis(outcome.toFile()), millis(outcome.toSignal()));
        say(coloured(colour(shown.cssClass()), row));
    }

    private static String row(String text, String cssClass, String file, String signal) {
        return padded(text, TEXT) + padded(cssClass, CLASS) + String.format(Locale.ROOT, TIMES, file, signal);
    }

    /** By characters as people count them: an icon is one, and two to {@code String.format}. */
    private static String padded(String text, int columns) {
        int missing = columns - text.codePointCount(0, text.length());
        return text + " ".repeat(Math.max(1, missing));
    }

    /** Ends the line of a step that never showed. */
    void broken() {
        say("");
    }

    void end(Tally tally, boolean isNative) {
        say("");
        say(tally.events() + " events, " + tally.signals() + " signals; what looks the same sends none");
        summary("event to file", tally.toFile());
        summary("event to signal", tally.toSignal());
        summary("client, start to end", tally.client());
        if (!isNative) {
            say("A client's time is mostly a JVM's start; built with -Dnative there is none.");
        }
    }

    private void summary(String what, Latencies latencies) {
        if (!latencies.isEmpty()) {
            say(String.format(
                    Locale.ROOT,
                    "%-21s median %10s   max %10s",
                    what,
                    millis(latencies.median()),
                    millis(latencies.max())));
        }
    }

    private static String millis(OptionalLong nanos) {
        return nanos.isPresent() ? millis(nanos.getAsLong()) : "-";
    }

    private static String millis(long nanos) {
        double millis = nanos / NANOS_PER_MILLI;
        return String.format(Locale.ROOT, millis < 999.95 ? "%.1f ms" : "%.0f ms", millis);
    }

    private static int colour(String cssClass) {
        return switch (cssClass) {
            case "thinking" -> 36;
            case "tool-active" -> 32;
            case "waiting" -> 33;
            case "compacting" -> 35;
            case "error" -> 31;
            default -> 0;
        };
    }

    private String bold(String text) {
        return coloured(1, text);
    }

    private String dim(String text) {
        return coloured(2, text);
    }

    private String coloured(int code, String text) {
        return colourful ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private void say(String line) {
        out.println(line);
    }
}
