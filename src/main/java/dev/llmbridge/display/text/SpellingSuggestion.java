package dev.llmbridge.display.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a name that does not exist. */
public final class SpellingSuggestion {
    /** Nobody slips more often in a name so short. */
    private static final int MOST_SLIPS = 3;

    /** The known name that takes the fewest slips to become {@code wrong}; empty where none is near. */
    public static Optional<String> nearest(String wrong, List<String> known) {
        String name = wrong.toLowerCase(Locale.ROOT);
        Optional<String> nearest = Optional.empty();
        int fewest = Math.min(MOST_SLIPS, (name.length() + 1) / 2) + 1;
        for (String candidate : known) {
            int slips = slips(name, candidate);
            if (slips < fewest) {
                fewest = slips;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** Letters that are missing, too many, wrong, or swapped with their neighbour. */
    private static int slips(String one, String other) {
        int[][] slips = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int least = Math.min(slips[i - 1][j], slips[i][j - 1]) + 1;
                least = Math.min(least, slips[i - 1][j - 1] + (same ? 0 : 1));
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                slips[i][j] = swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
            }
        }
        return slips[one.length()][other.length()];
    }

    private SpellingSuggestion() {}
}
