package dev.llmbridge.setup.claude;

/**
 * What stands between the quotes of a string, as it is written and as it is meant. Edits are made in what is written, so
 * that an escape that nobody needs is still there afterwards.
 */
final class StringLiteral {
    private static final int UNICODE_ESCAPE = 6;

    private final String raw;
    private final int[] offsets;
    private final String value;

    private StringLiteral(String raw, int[] offsets, String value) {
        this.raw = raw;
        this.offsets = offsets;
        this.value = value;
    }

    static StringLiteral of(String text, Node.StringNode node) {
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

    /** What is meant. */
    String value() {
        return value;
    }

    /** How a part of the value is written. */
    String raw(int from, int to) {
        return raw.substring(offsets[from], offsets[to]);
    }
}
