package dev.llmbridge.setup.claude;

/**
 * A member of an object, with its place in the text.
 *
 * @param start the offset of its name
 */
record Member(int start, String name, Node value) implements TextRange {
    @Override
    public int end() {
        return value.end();
    }
}
