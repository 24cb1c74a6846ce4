package dev.llmbridge.setup.claude;

/**
 * A member of an object.
 *
 * @param start where its name begins
 */
record Member(int start, String name, Node value) implements TextRange {
    @Override
    public int end() {
        return value.end();
    }
}
