package dev.llmbridge.display.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Suggests a known name for a misspelled one. */
public final class SpellingSuggestion {
    /** The names are short: one that needs more edits is probably not a misspelling. */
    private static final int MAX_EDITS = 3;

    /** Returns the known name with the smallest edit distance to {@code misspelled}; empty if none is close enough. */
    public static Optional<String> nearest(String misspelled, List<String> known) {
        String name = misspelled.toLowerCase(Locale.ROOT);
        Optional<String> nearest = Optional.empty();
        int shortest = Math.min(MAX_EDITS, (name.length() + 1) / 2) + 1;
        for (String candidate : known) {
            int distance = distance(name, candidate);
            if (distance < shortest) {
                shortest = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** Computes the optimal string alignment distance: insertions, deletions, substitutions and adjacent swaps. */
    private static int distance(String one, String other) {
        int[][] distances = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    distances[i][j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int least = Math.min(distances[i - 1][j], distances[i][j - 1]) + 1;
                least = Math.min(least, distances[i - 1][j - 1] + (same ? 0 : 1));
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                distances[i][j] = swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
            }
        }
        return distances[one.length()][other.length()];
    }

    private SpellingSuggestion() {}
}
