package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.ContainerNode;
import java.util.Optional;

/**
 * Remembers in the text itself that a container was empty before something was put into it, so that taking it out again
 * leaves the container as it was, and one that we made vanishes. The mark is white space after the opening bracket: one
 * blank at the end of its line (a tab where all is on one line) if there was nothing between the brackets, two if there
 * was white space, which then still stands at the end. Where we make a container nothing of the kind is written. A
 * program that lays the file out anew removes the mark; then an empty container goes as well.
 */
final class EmptyContainerMarker {
    private EmptyContainerMarker() {}

    /** What to write between the opening bracket of an empty container and what follows it. */
    static String mark(String inside, boolean multiline) {
        String mark = multiline ? " " : "\t";
        return inside.isEmpty() ? mark : mark + mark;
    }

    /** What stood in a container before the only thing in it now; empty where the container is not marked. */
    static Optional<String> inside(String text, ContainerNode container, TextRange only) {
        String before = text.substring(container.start() + 1, only.start());
        boolean multiline = before.indexOf('\n') >= 0;
        String found = multiline ? before.lines().findFirst().orElse("") : before;
        if (found.equals(mark("", multiline))) {
            return Optional.of("");
        }
        boolean heldBlanks = found.equals(mark(" ", multiline));
        return heldBlanks ? Optional.of(text.substring(only.end(), container.end() - 1)) : Optional.empty();
    }
}
