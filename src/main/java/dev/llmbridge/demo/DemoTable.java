package dev.llmbridge.demo;

import dev.llmbridge.display.BarState;
import dev.llmbridge.display.text.TerminalText;
import dev.llmbridge.display.text.TextWidth;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Prints a run as a table with one line per step: its title when it begins, the rest once the bar shows it. */
public final class DemoTable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String BOLD = "1";
    private static final String DIM = "2";

    private final PrintStream out;
    private final int width;
    private final boolean useColour;
    private final Columns columns;

    /**
     * Widths of a row's cells in columns; 0 for a cell that is left out.
     *
     * @param title the step
     * @param text the bar's text
     * @param cssClass its class
     * @param time each of the two times
     */
    private record Columns(int title, int text, int cssClass, int time) {
        private static final int MIN_WIDTH_WITH_TIMES = 80;
        private static final int MIN_WIDTH_WITH_CLASS = 60;
        private static final int TITLE = 23;
        private static final int CLASS = 12;
        private static final int TIME = 7;
        private static final int MAX_TEXT = 60;

        /** Leaves out what does not fit; the bar's text has priority. */
        static Columns of(int width, boolean timed) {
            int time = timed && width >= MIN_WIDTH_WITH_TIMES ? TIME : 0;
            int cssClass = width >= MIN_WIDTH_WITH_CLASS ? CLASS : 0;
            int title = Math.min(TITLE, width * 2 / 5);
            int room = width - title - cssClass - (time > 0 ? 2 * time + 1 : 0);
            return new Columns(title, Math.max(1, Math.min(MAX_TEXT, room)), cssClass, time);
        }

        String begin(String step) {
            return padded(step, title);
        }

        String end(String shown, String shownClass, String first, String second) {
            if (cssClass == 0) {
                return TextWidth.truncate(shown, text).stripTrailing();
            }
            String times = time > 0 ? alignedRight(first, time) + " " + alignedRight(second, time) : "";
            return (padded(shown, text) + padded(shownClass, cssClass) + times).stripTrailing();
        }

        /** A time that is wider than its column shifts the rest of the line. */
        private static String alignedRight(String text, int columns) {
            return " ".repeat(Math.max(0, columns - text.length())) + text;
        }

        /** Leaves at least one space before the next cell. */
        private static String padded(String text, int columns) {
            String truncated = TextWidth.truncate(text, columns - 1);
            return truncated + " ".repeat(columns - TextWidth.of(truncated));
        }
    }

    /**
     * Creates a table.
     *
     * @param width the maximum columns of a line; at least 1
     * @param useColour whether {@code out} supports colours
     * @param timed whether the times of the steps are known
     */
    public DemoTable(PrintStream out, int width, boolean useColour, boolean timed) {
        this.out = out;
        this.width = width;
        this.useColour = useColour;
        this.columns = Columns.of(width, timed);
    }

    void begin(Scenario scenario, String introduction) {
        out.println(coloured(BOLD, TextWidth.truncate("waybar-llm-bridge demo: " + scenario, width)));
        wrap(introduction);
        out.println();
        out.print(coloured(DIM, columns.begin("event")));
        out.println(coloured(DIM, columns.end("the bar shows", "class", "file", "signal")));
    }

    /** Waits for the next step. On a terminal, it prompts for Enter and erases the prompt afterwards. */
    void await(Pacing pacing, long since) throws InterruptedException, IOException {
        boolean prompts = useColour && pacing instanceof Pacing.OnEnter(var _, boolean terminal) && terminal;
        if (prompts) {
            out.print(coloured(DIM, TextWidth.truncate("Press Enter to continue", width - 1)));
            out.flush();
        }
        pacing.await(since);
        if (prompts) {
            out.print(TerminalText.ERASE_LINE_ABOVE);
        }
    }

    void begin(Step step) {
        out.print(columns.begin(step.title()));
        out.flush();
    }

    void end(Player.Outcome outcome) {
        BarOutput shown = outcome.shown();
        String end = columns.end(shown.text(), shown.cssClass(), millis(outcome.toFile()), millis(outcome.toSignal()));
        out.println(coloured(BarState.Style.sgr(shown.cssClass()), end));
    }

    /** Ends the line of a step that failed. */
    void abort() {
        out.println();
    }

    /** @param signals the number of signals that the bar received */
    void summarize(List<Player.Outcome> outcomes, int signals, boolean isNative) {
        out.println();
        wrap(outcomes.size() + " events, " + signals + " signals; an unchanged bar is not signalled");
        summarize("event to file", outcomes, Player.Outcome::toFile);
        summarize("event to signal", outcomes, Player.Outcome::toSignal);
        summarize("client, start to exit", outcomes, Player.Outcome::client);
        if (!isNative) {
            wrap("Most of a client's time is JVM startup, which the native executable avoids.");
        }
    }

    /** Prints what the bar shows without the demo's sessions. */
    void restored(Optional<BarOutput> shown) {
        out.println();
        wrap("The demo's sessions are removed; the bar shows: "
                + shown.map(BarOutput::text).orElse("unknown, because the daemon does not answer"));
    }

    private void summarize(
            String what, List<Player.Outcome> outcomes, Function<Player.Outcome, OptionalLong> duration) {
        long[] sorted = outcomes.stream()
                .map(duration)
                .flatMapToLong(OptionalLong::stream)
                .sorted()
                .toArray();
        if (sorted.length > 0) {
            String median = millis(median(sorted));
            String max = millis(sorted[sorted.length - 1]);
            wrap(String.format(Locale.ROOT, "%-21s median %10s   max %10s", what, median, max));
        }
    }

    /** Returns the middle value, or the mean of the two middle values. */
    static long median(long... sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String millis(OptionalLong nanos) {
        return nanos.isPresent() ? millis(nanos.getAsLong()) : "-";
    }

    private static String millis(long nanos) {
        double millis = nanos / NANOS_PER_MILLI;
        return String.format(Locale.ROOT, millis < 999.95 ? "%.1fms" : "%.0fms", millis);
    }

    /** Prints text, wrapped between words if it does not fit on a line. */
    private void wrap(String text) {
        if (TextWidth.of(text) <= width) {
            out.println(text);
            return;
        }
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" +", -1)) {
            if (!line.isEmpty() && TextWidth.of(line + " " + word) > width) {
                out.println(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(TextWidth.truncate(word, width));
        }
        out.println(line.toString());
    }

    /** @param sgr the parameters of the escape sequence; empty for the default colour */
    private String coloured(String sgr, String text) {
        return useColour ? TerminalText.coloured(text, sgr) : text;
    }
}
