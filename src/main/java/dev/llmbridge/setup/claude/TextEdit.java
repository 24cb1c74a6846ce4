package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.JsonValue.Property;
import dev.llmbridge.setup.claude.Node.ContainerNode;
import java.util.List;
import java.util.Optional;

/** Makes one change to a text and keeps every other character. */
final class TextEdit {
    private final String text;

    TextEdit(String text) {
        this.text = text;
    }

    String replace(int from, int to, String replacement) {
        return text.substring(0, from) + replacement + text.substring(to);
    }

    /** Replaces a value. */
    String replace(Node node, JsonValue value, IndentStyle style) {
        boolean multiline = text.substring(node.start(), node.end()).indexOf('\n') >= 0;
        String indentation = Whitespace.indentation(text, node.start());
        return replace(
                node.start(), node.end(), JsonWriter.write(new Property("", value), style, multiline, indentation));
    }

    /**
     * Appends a member or an element to a container.
     *
     * @param place the container, or the member that has the container as its value
     * @param entry its name is empty if the container is an array
     */
    String append(TextRange place, ContainerNode container, Property entry, IndentStyle style) {
        return container.children().isEmpty()
                ? insertFirst(place, container, entry, style)
                : insertAfter(container.children().getLast(), container, entry, style);
    }

    private String insertAfter(TextRange last, ContainerNode container, Property entry, IndentStyle style) {
        if (Whitespace.startsLine(text, last)) {
            String indentation = Whitespace.indentation(text, last.start());
            String added = JsonWriter.write(entry, style, true, indentation);
            return replace(last.end(), last.end(), "," + style.newline() + indentation + added);
        }
        // For example, [{ on one line and }] on a later one.
        boolean multiline = text.substring(last.start(), last.end()).indexOf('\n') >= 0;
        String added = JsonWriter.write(entry, style, multiline, Whitespace.indentation(text, container.start()));
        return replace(last.end(), last.end(), style.comma() + added);
    }

    private String insertFirst(TextRange place, ContainerNode container, Property entry, IndentStyle style) {
        String inside = text.substring(container.start() + 1, container.end() - 1);
        boolean multiline = style.multiline() && (place == container || Whitespace.startsLine(text, place));
        String outer = Whitespace.indentation(text, container.start());
        String inner = outer + style.unit();
        String added = EmptyContainerMarker.mark(inside, multiline)
                + (multiline ? style.newline() + inner : "")
                + JsonWriter.write(entry, style, multiline, inner)
                + (multiline && inside.isEmpty() ? style.newline() + outer : "");
        return replace(container.start() + 1, container.start() + 1, added);
    }

    /**
     * Removes a child from a container, and also the container if it becomes empty and we created it.
     *
     * @param containers from the outermost to the one that holds {@code child}
     */
    String remove(List<ContainerNode> containers, TextRange child) {
        ContainerNode container = containers.getLast();
        List<? extends TextRange> children = container.children();
        int at = children.indexOf(child);
        if (at > 0) {
            return replace(children.get(at - 1).end(), child.end(), "");
        }
        if (children.size() > 1) {
            return replace(child.start(), children.get(1).start(), "");
        }
        Optional<String> before = EmptyContainerMarker.inside(text, container, child);
        if (before.isPresent() || containers.size() == 1) {
            return replace(container.start() + 1, container.end() - 1, before.orElse(""));
        }
        List<ContainerNode> outer = containers.subList(0, containers.size() - 1);
        return remove(outer, childWith(outer.getLast(), container));
    }

    private static TextRange childWith(ContainerNode outer, ContainerNode inner) {
        for (TextRange child : outer.children()) {
            if (child.equals(inner)
                    || child instanceof Member member && member.value().equals(inner)) {
                return child;
            }
        }
        throw new IllegalArgumentException("not a child of the container");
    }
}
