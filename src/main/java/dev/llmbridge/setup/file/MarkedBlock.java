package dev.llmbridge.setup.file;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines that this program adds to the end of a text file, between two marker lines. They can be updated, and removed
 * without a trace: in a file that existed before, one line feed separates them from the rest of the file, whether or not
 * that ends with one itself. If the rest does not and the user has added lines after the block, the line feed stays.
 *
 * @param begin the first line, without a line feed; occurs nowhere else in the file
 * @param end the last line, without a line feed
 */
public record MarkedBlock(String begin, String end) {
    /** Returns whether the file contains the block. */
    public boolean isIn(byte[] content) {
        return Span.find(this, decode(content)).isPresent();
    }

    /**
     * Returns the file's content with the block, which is updated where it is, or added at the end.
     *
     * @param content the current content; empty if there is no file
     * @param lines the lines between the markers; ends with a line feed
     */
    public byte[] addTo(Optional<byte[]> content, String lines) {
        String block = begin + "\n" + decode(lines.getBytes(StandardCharsets.UTF_8)) + end + "\n";
        if (content.isEmpty()) {
            return encode(block);
        }
        String text = decode(content.get());
        Optional<Span> existing = Span.find(this, text);
        return encode(existing.map(span -> text.substring(0, span.from()) + block + text.substring(span.to()))
                .orElseGet(() -> text + "\n" + block));
    }

    /**
     * Returns the file's content without the block; empty if the file was created for the block and contains nothing
     * else, so that it has to be removed.
     */
    public Optional<byte[]> removeFrom(byte[] content) {
        String text = decode(content);
        Optional<Span> block = Span.find(this, text);
        if (block.isEmpty()) {
            return Optional.of(content);
        }
        String before = text.substring(0, block.get().from());
        String after = text.substring(block.get().to());
        if (before.isEmpty() && after.isEmpty()) {
            return Optional.empty();
        }
        boolean isSeparated = before.endsWith("\n\n") || after.isEmpty() && before.endsWith("\n");
        String rest = isSeparated ? before.substring(0, before.length() - 1) : before;
        return Optional.of(encode(rest + after));
    }

    /** Each byte becomes one character, so that files in any character set keep their bytes. */
    private static String decode(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Where a block is, from its first marker to the line feed after its second one. */
    private record Span(int from, int to) {
        static Optional<Span> find(MarkedBlock block, String text) {
            int from = startOfLine(text, block.begin(), 0);
            int end = from < 0 ? -1 : startOfLine(text, block.end(), from);
            if (end < 0) {
                return Optional.empty();
            }
            int to = end + block.end().length();
            return Optional.of(new Span(from, to < text.length() && text.charAt(to) == '\n' ? to + 1 : to));
        }

        private static int startOfLine(String text, String line, int from) {
            int at = text.indexOf(line, from);
            while (at > 0 && text.charAt(at - 1) != '\n') {
                at = text.indexOf(line, at + 1);
            }
            return at;
        }
    }
}
