package dev.llmbridge.demo;

import dev.llmbridge.display.ClassColor;
import dev.llmbridge.display.text.TextWidth;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells the run in a table, a line each step: its title when it begins, the rest when it shows. */
final class DemoTable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String BOLD = "1";
    private static final String DIM = "2";
    private static final String UP_AND_CLEAR = "\u001b[1A\r\u001b[2K";

    private final PrintStream out;
    private final DemoTerminal canvas;
    private final TableRow row;

    /** @param timed whether it is known when the bar shows what */
    DemoTable(PrintStream out, DemoTerminal canvas, boolean timed) {
        this.out = out;
        this.canvas = canvas;
        this.row = TableRow.of(canvas.width(), timed);
    }

    void begin(Scenario scenario, String... paragraphs) {
        say(canvas.coloured(BOLD, TextWidth.cut("waybar-llm-bridge demo: " + scenario, canvas.width())));
        for (String paragraph : paragraphs) {
            fill(paragraph);
        }
        say("");
        out.print(canvas.coloured(DIM, row.begin("event")));
        say(canvas.coloured(DIM, row.end("the bar shows", "class", "file", "signal")));
    }

    /** Asks for Enter, which leaves no trace where the terminal lets itself be tidied. */
    void await(Pacing pacing, long since) throws InterruptedException, IOException {
        boolean asks = canvas.colourful() && pacing instanceof Pacing.OnEnter(var _, boolean terminal) && terminal;
        if (asks) {
            out.print(canvas.coloured(DIM, TextWidth.cut("Enter: go on", canvas.width() - 1)));
            out.flush();
        }
        pacing.await(since);
        if (asks) {
            out.print(UP_AND_CLEAR);
        }
    }

    void step(Step step) {
        out.print(row.begin(step.title()));
        out.flush();
    }

    void shown(Outcome outcome) {
        BarOutput shown = outcome.shown();
        String end = row.end(shown.text(), shown.cssClass(), millis(outcome.toFile()), millis(outcome.toSignal()));
        say(canvas.coloured(ClassColor.sgr(shown.cssClass()), end));
    }

    /** Ends the line of a step that never showed. */
    void broken() {
        say("");
    }

    void end(DemoStats tally, boolean isNative) {
        say("");
        fill(tally.events() + " events, " + tally.signals() + " signals; what looks the same sends none");
        summary("event to file", tally.toFile());
        summary("event to signal", tally.toSignal());
        summary("client, start to end", tally.client());
        if (!isNative) {
            fill("A client's time is mostly a JVM's start; built with -Dnative there is none.");
        }
    }

    /** What the bar shows without the demo's sessions. */
    void restored(Optional<BarOutput> shown) {
        say("");
        fill("The demo's sessions are ended; the bar shows: "
                + shown.map(BarOutput::text).orElse("nothing that the daemon tells of"));
    }

    private void summary(String what, Latencies latencies) {
        if (!latencies.isEmpty()) {
            fill(String.format(
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
        return String.format(Locale.ROOT, millis < 999.95 ? "%.1fms" : "%.0fms", millis);
    }

    /** A line as it is where it fits; else broken between words. */
    private void fill(String text) {
        if (TextWidth.of(text) <= canvas.width()) {
            say(text);
            return;
        }
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" +")) {
            if (!line.isEmpty() && TextWidth.of(line + " " + word) > canvas.width()) {
                say(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(TextWidth.cut(word, canvas.width()));
        }
        say(line.toString());
    }

    private void say(String line) {
        out.println(line);
    }
}
