package dev.llmbridge.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table. All columns except the first contain numbers. */
public final class Table {
    private final List<String> lines = new ArrayList<>();

    public Table(String... columns) {
        row(columns);
        lines.add("|---" + "|---:".repeat(columns.length - 1) + "|");
    }

    public Table row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    /** Formats a number with a decimal point and commas as thousands separators, in every locale. */
    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
