package dev.llmbridge.display;

import java.util.List;

/** A user's format, or the default where it has a mistake: what is shown must not depend on a slip. */
final class FormatChoice {
    private static final int MAX_QUOTED = 60;

    static Format line(String setting, String wanted, String usual, List<String> problems) {
        try {
            return Format.parse(wanted);
        } catch (FormatException e) {
            problems.add(problem(setting, wanted, e));
            return Format.ours(usual);
        }
    }

    static Format lines(String setting, String wanted, String usual, List<String> problems) {
        try {
            return Format.parseLines(wanted);
        } catch (FormatException e) {
            problems.add(problem(setting, wanted, e));
            return Format.ours(usual);
        }
    }

    private static String problem(String setting, String wanted, FormatException mistake) {
        String quoted = Text.shorten(Text.clean(wanted), MAX_QUOTED);
        return setting + " '" + quoted + "', " + mistake.getMessage();
    }

    private FormatChoice() {}
}
