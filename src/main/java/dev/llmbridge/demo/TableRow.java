package dev.llmbridge.demo;

import dev.llmbridge.display.text.TextWidth;

/**
 * How wide each cell of a line is, in columns; 0 for one that is left out.
 *
 * @param title what happens
 * @param text what the bar shows
 * @param cssClass its class
 * @param time each of two times
 */
record TableRow(int title, int text, int cssClass, int time) {
    private static final int WITH_TIMES = 80;
    private static final int WITH_CLASS = 60;
    private static final int TITLE = 23;
    private static final int CLASS = 12;
    private static final int TIME = 7;
    private static final int MAX_TEXT = 60;

    /** What fits; on a narrow terminal the text is what counts. */
    static TableRow of(int width, boolean timed) {
        int time = timed && width >= WITH_TIMES ? TIME : 0;
        int cssClass = width >= WITH_CLASS ? CLASS : 0;
        int title = Math.min(TITLE, width * 2 / 5);
        int room = width - title - cssClass - (time > 0 ? 2 * time + 1 : 0);
        return new TableRow(title, Math.max(1, Math.min(MAX_TEXT, room)), cssClass, time);
    }

    String begin(String what) {
        return padded(what, title);
    }

    String end(String shown, String shownClass, String first, String second) {
        String times = time > 0
                ? " ".repeat(time - first.length()) + first + " " + " ".repeat(time - second.length()) + second
                : "";
        String end =
                cssClass > 0 ? padded(shown, text) + padded(shownClass, cssClass) + times : TextWidth.cut(shown, text);
        return end.stripTrailing();
    }

    /** At least one blank stands before the next cell. */
    private static String padded(String text, int columns) {
        String cut = TextWidth.cut(text, columns - 1);
        return cut + " ".repeat(columns - TextWidth.of(cut));
    }
}
