package dev.llmbridge.display;

import dev.llmbridge.display.format.FieldValues;
import dev.llmbridge.display.format.Format;

/** What is shown while the pointer rests on the bar's text. */
final class Tooltip {
    /** Of one session, or none: lines as the format has them, none of them blank at either end. */
    static String of(Format format, FieldValues values) {
        return trimmed(format.asMarkup(values));
    }

    private static String trimmed(String lines) {
        int start = 0;
        int end = lines.length();
        while (end > start && isBlank(lines.charAt(end - 1))) {
            end--;
        }
        while (start < end && lines.charAt(start) == '\n') {
            start++;
        }
        return lines.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == '\n' || c == ' ';
    }

    private Tooltip() {}
}
