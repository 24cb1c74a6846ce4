package dev.llmbridge.setup.file;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Formats a change as a unified diff that {@code patch} accepts. A file that is not UTF-8 is shown as if it were ISO
 * 8859-1.
 */
public final class UnifiedDiff {
    private static final int CONTEXT_LINES = 3;
    /** The line index of the first hunk's header, after both file names. */
    private static final int HUNK_HEADER = 2;

    private static final String NO_NEWLINE = "\n\\ No newline at end of file";

    /** The name of a file that does not exist, before or after the change. */
    private static final String NO_FILE = "/dev/null";

    private UnifiedDiff() {}

    /**
     * Returns the diff between two versions of a file; empty if nothing changes.
     *
     * @param before the old content; empty if the file does not exist
     * @param after the new content; empty if the file is removed
     */
    public static String of(Path file, Optional<byte[]> before, Optional<byte[]> after) {
        return unified(
                before.isPresent() ? file.toString() : NO_FILE,
                before.orElse(new byte[0]),
                after.isPresent() ? file.toString() : NO_FILE,
                after.orElse(new byte[0]));
    }

    /** Returns the diff; empty if nothing changes. A line terminator other than \n is part of the line. */
    static String unified(String oldName, byte[] before, String newName, byte[] after) {
        Charset charset = isUtf8(before) && isUtf8(after) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        List<String> oldLines = lines(before, charset);
        var patch = DiffUtils.diff(oldLines, lines(after, charset));
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(oldName, newName, oldLines, patch, CONTEXT_LINES);
        if (diff.isEmpty()) {
            return "";
        }
        diff.set(HUNK_HEADER, withEmptyRange(diff.get(HUNK_HEADER)));
        return String.join("\n", diff) + "\n";
    }

    /** The library starts an empty range at line 1; {@code patch} expects 0. */
    private static String withEmptyRange(String header) {
        return header.replace("@@ -1,0 ", "@@ -0,0 ").replace(" +1,0 @@", " +0,0 @@");
    }

    private static boolean isUtf8(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static List<String> lines(byte[] content, Charset charset) {
        String text = new String(content, charset);
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String rest = lines.removeLast();
        if (!rest.isEmpty()) {
            lines.add(rest + NO_NEWLINE);
        }
        return lines;
    }
}
