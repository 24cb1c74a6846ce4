package dev.llmbridge.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fonts installed on this machine. */
@FunctionalInterface
interface Fonts {
    /**
     * The font that is used for a character.
     *
     * @param covers whether the font contains the character
     */
    record Match(String family, boolean covers) {}

    /** Returns the font for a character; empty if it cannot be determined. */
    Optional<Match> matchFor(int codePoint);

    /** Asks fontconfig through {@code fc-match}, because only fontconfig knows its own rules. */
    static Fonts fontconfig() {
        return codePoint -> {
            String pattern = ":charset=" + Integer.toHexString(codePoint);
            return BoundedProcess.run(
                            List.of("fc-match", "-f", "%{family[0]}\n%{charset}", pattern),
                            new byte[0],
                            Set.of(),
                            Duration.ofSeconds(5))
                    .flatMap(output -> parse(output, codePoint));
        };
    }

    /** Parses a family name and, on the next line, ranges of characters in hexadecimal. */
    static Optional<Match> parse(String output, int codePoint) {
        int lineEnd = output.indexOf('\n');
        if (lineEnd < 0) {
            return Optional.empty();
        }
        boolean covers = false;
        for (String range : output.substring(lineEnd + 1).strip().split("\\s+")) {
            covers |= isIn(range, codePoint);
        }
        return Optional.of(new Match(output.substring(0, lineEnd), covers));
    }

    private static boolean isIn(String range, int codePoint) {
        try {
            String[] ends = range.split("-", 2);
            int from = Integer.parseInt(ends[0], 16);
            return codePoint >= from && codePoint <= Integer.parseInt(ends[ends.length - 1], 16);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
