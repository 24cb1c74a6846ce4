package dev.llmbridge.cli;

import dev.llmbridge.agent.claude.TranscriptUsage;
import dev.llmbridge.agent.claude.TranscriptUsage.Tokens;
import dev.llmbridge.display.SessionRow;
import java.util.Locale;
import java.util.Optional;

/** What a transcript adds to what is known of its session, and how that is told. */
final class SyncedUsage {
    private SyncedUsage() {}

    /**
     * What is new. The client sums up the cost only now and then, so a lower one is an older one; and the name by which
     * its status line calls a model is a better one than the model's id.
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

    /** {@code Opus 4.5} is {@code claude-opus-4-5-20251101}. */
    private static boolean isNameOf(String name, String id) {
        String words = words(name);
        return words.length() > 1 && words(id).contains(words);
    }

    private static String words(String text) {
        return '-' + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + '-';
    }

    /** One line of what was read. */
    static String line(TranscriptUsage usage, int skipped) {
        Tokens tokens = usage.tokens();
        String cost = usage.costUsd().isPresent()
                ? String.format(Locale.ROOT, ", $%.4f", usage.costUsd().getAsDouble())
                : "";
        return "session " + usage.id() + ": " + tokens.input() + " in, " + tokens.output() + " out, cache "
                + tokens.cacheRead() + " read / " + tokens.cacheWrite() + " written" + cost + skipped(skipped);
    }

    /** Empty where none were. */
    static String skipped(int lines) {
        return switch (lines) {
            case 0 -> "";
            case 1 -> "; 1 line skipped";
            default -> "; " + lines + " lines skipped";
        };
    }
}
