package dev.llmbridge.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of Markdown; all columns but the first are numbers. */
final class Table {
    private final List<String> lines = new ArrayList<>();

    Table(String... columns) {
        row(columns);
        lines.add("|---" + "|---:".repeat(columns.length - 1) + "|");
    }

    Table row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    /** With so many decimals, a point, and commas between thousands, wherever the bench runs. */
    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
