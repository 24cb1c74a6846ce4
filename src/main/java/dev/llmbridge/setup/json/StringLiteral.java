package dev.llmbridge.setup.json;

/**
 * The content of a JSON string, both as written and decoded. Edits copy the written form, so that even unnecessary
 * escapes are preserved.
 */
public final class StringLiteral {
    private static final int UNICODE_ESCAPE = 6;

    private final String raw;
    private final int[] offsets;
    private final String value;

    private StringLiteral(String raw, int[] offsets, String value) {
        this.raw = raw;
        this.offsets = offsets;
        this.value = value;
    }

    /**
     * Returns the content of a string.
     *
     * @param text the text in which {@code node} was found
     */
    public static StringLiteral of(String text, Node.StringNode node) {
        String raw = text.substring(node.start() + 1, node.end() - 1);
        int[] offsets = new int[node.value().length() + 1];
        int at = 0;
        for (int i = 0; i < node.value().length(); i++) {
            offsets[i] = at;
            if (raw.charAt(at) == '\\') {
                at += raw.charAt(at + 1) == 'u' ? UNICODE_ESCAPE : 2;
            } else {
                at++;
            }
        }
        offsets[node.value().length()] = at;
        return new StringLiteral(raw, offsets, node.value());
    }

    /** Returns the decoded string. */
    public String value() {
        return value;
    }

    /** Returns the written form of a part of the value; offsets are those of {@link #value}. */
    public String raw(int from, int to) {
        return raw.substring(offsets[from], offsets[to]);
    }
}
