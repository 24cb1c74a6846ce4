package dev.llmbridge.cli;

import dev.llmbridge.agent.claude.TranscriptUsage;
import dev.llmbridge.agent.claude.TranscriptUsage.Tokens;
import dev.llmbridge.display.SessionRow;
import java.util.Locale;
import java.util.Optional;

/** Compares a transcript's usage with what is known about the session, and describes it. */
final class SyncedUsage {
    private SyncedUsage() {}

    /**
     * Returns the usage without outdated values. Claude Code updates the cost only now and then, so a lower cost is an
     * older one; and the model's display name from the status line is preferred to the model's id.
     */
    static TranscriptUsage news(TranscriptUsage usage, Optional<SessionRow> known) {
        if (known.isEmpty()) {
            return usage;
        }
        double knownCost = known.get().costUsd();
        boolean outdated = usage.costUsd().isPresent() && usage.costUsd().getAsDouble() < knownCost;
        TranscriptUsage costed = outdated ? usage.withoutCost() : usage;
        return isNameOf(known.get().model(), usage.model()) ? costed.withoutModel() : costed;
    }

    /** E.g., {@code Opus 4.5} is a name of {@code claude-opus-4-5-20251101}. */
    private static boolean isNameOf(String name, String id) {
        String words = words(name);
        return words.length() > 1 && words(id).contains(words);
    }

    private static String words(String text) {
        return '-' + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + '-';
    }

    /** Describes the usage in one line. */
    static String line(TranscriptUsage usage, int skipped) {
        Tokens tokens = usage.tokens();
        String cost = usage.costUsd().isPresent()
                ? String.format(Locale.ROOT, ", $%.4f", usage.costUsd().getAsDouble())
                : "";
        return "session " + usage.id() + ": " + tokens.input() + " in, " + tokens.output() + " out, cache "
                + tokens.cacheRead() + " read / " + tokens.cacheWrite() + " written" + cost + skipped(skipped);
    }

    /** Returns an empty text for 0. */
    static String skipped(int lines) {
        return switch (lines) {
            case 0 -> "";
            case 1 -> "; 1 line skipped";
            default -> "; " + lines + " lines skipped";
        };
    }
}
