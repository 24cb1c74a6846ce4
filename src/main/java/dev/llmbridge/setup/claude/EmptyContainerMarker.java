package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.ContainerNode;
import java.util.Optional;

/**
 * Marks in the text that a container was empty before we added to it, so that removal restores the empty container, but
 * deletes a container that we created. The mark is whitespace after the opening bracket: one space at the end of that line
 * (a tab if everything is on one line) if there was nothing between the brackets, or two if there was whitespace, which is
 * kept before the closing bracket. A container that we create gets no mark. If another program reformats the file, the
 * mark is lost, and removal deletes the empty container too.
 */
final class EmptyContainerMarker {
    private EmptyContainerMarker() {}

    /** Returns the mark for an empty container whose brackets enclose {@code inside}. */
    static String mark(String inside, boolean multiline) {
        String mark = multiline ? " " : "\t";
        return inside.isEmpty() ? mark : mark + mark;
    }

    /** Returns the former content of a container with one child; empty if the container is not marked. */
    static Optional<String> inside(String text, ContainerNode container, TextRange only) {
        String before = text.substring(container.start() + 1, only.start());
        boolean multiline = before.indexOf('\n') >= 0;
        String found = multiline ? before.lines().findFirst().orElse("") : before;
        if (found.equals(mark("", multiline))) {
            return Optional.of("");
        }
        boolean hadWhitespace = found.equals(mark(" ", multiline));
        return hadWhitespace ? Optional.of(text.substring(only.end(), container.end() - 1)) : Optional.empty();
    }
}
