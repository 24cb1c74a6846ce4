package dev.llmbridge.setup.claude;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a change would do, in the form that {@code patch} takes. */
final class UnifiedDiff {
    private static final int CONTEXT_LINES = 3;
    /** Of the first hunk, after both names. */
    private static final int HEADER = 2;

    private static final String NO_NEWLINE = "\n\\ No newline at end of file";

    private UnifiedDiff() {}

    /** Empty where nothing would change. An end of a line other than \n is part of the line. */
    static String unified(String oldName, byte[] before, String newName, byte[] after) {
        List<String> oldLines = lines(before);
        var patch = DiffUtils.diff(oldLines, lines(after));
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(oldName, newName, oldLines, patch, CONTEXT_LINES);
        if (diff.isEmpty()) {
            return "";
        }
        diff.set(HEADER, ofNoLine(diff.get(HEADER)));
        return String.join("\n", diff) + "\n";
    }

    /** The library counts from 1 where there is no line to count; patch wants 0. */
    private static String ofNoLine(String header) {
        return header.replace("@@ -1,0 ", "@@ -0,0 ").replace(" +1,0 @@", " +0,0 @@");
    }

    private static List<String> lines(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String rest = lines.removeLast();
        if (!rest.isEmpty()) {
            lines.add(rest + NO_NEWLINE);
        }
        return lines;
    }
}
