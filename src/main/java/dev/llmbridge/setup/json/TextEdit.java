package dev.llmbridge.setup.json;

import dev.llmbridge.setup.json.JsonValue.Property;
import dev.llmbridge.setup.json.Node.ContainerNode;
import dev.llmbridge.setup.json.Node.Member;
import dev.llmbridge.setup.json.Node.StringNode;
import dev.llmbridge.setup.json.Node.ValueNode;
import java.util.List;
import java.util.Optional;

/**
 * Makes one change to a text and keeps every other character.
 *
 * <p>Adding to an empty container marks it. Removal restores a marked container to its empty form and deletes one
 * without a mark, because such a container was created with its content. The mark is whitespace directly
 * after the opening bracket: one space if the container was empty, two if it contained whitespace, which is kept before
 * the closing bracket. If the added child is on the same line as the bracket, the mark consists of tabs. If another program reformats the
 * file, the mark is lost, and removal deletes the container.
 *
 * @param style the layout for added text
 */
public record TextEdit(String text, IndentStyle style) {
    /** Replaces the content of a string, as it is written between the quotes. */
    public String replaceContent(StringNode node, String content) {
        return replace(node.start() + 1, node.end() - 1, content);
    }

    /** Replaces a value. */
    public String replace(ValueNode node, JsonValue value) {
        boolean multiline = text.substring(node.start(), node.end()).indexOf('\n') >= 0;
        String indentation = Whitespace.indentation(text, node.start());
        return replace(
                node.start(), node.end(), JsonWriter.write(Property.element(value), style, multiline, indentation));
    }

    /**
     * Appends a member or an element to a container.
     *
     * @param place the container, or the member that has the container as its value
     */
    public String append(Node place, ContainerNode container, Property entry) {
        return container.children().isEmpty()
                ? insertFirst(place, container, entry)
                : insertAfter(container.children().getLast(), container, entry);
    }

    private String insertAfter(Node last, ContainerNode container, Property entry) {
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

    private String insertFirst(Node place, ContainerNode container, Property entry) {
        String inside = text.substring(container.start() + 1, container.end() - 1);
        boolean multiline = style.multiline() && (place.equals(container) || Whitespace.startsLine(text, place));
        String outer = Whitespace.indentation(text, container.start());
        String inner = outer + style.unit();
        String added = emptyMark(inside, multiline)
                + (multiline ? style.newline() + inner : "")
                + JsonWriter.write(entry, style, multiline, inner)
                + (multiline && inside.isEmpty() ? style.newline() + outer : "");
        return replace(container.start() + 1, container.start() + 1, added);
    }

    /**
     * Removes a child from a container, and also the container if it becomes empty and is not marked.
     *
     * @param containers from the root to the one that contains {@code child}; the root is never removed
     */
    public String remove(List<ContainerNode> containers, Node child) {
        ContainerNode container = containers.getLast();
        List<? extends Node> children = container.children();
        int at = children.indexOf(child);
        if (at > 0) {
            return replace(children.get(at - 1).end(), child.end(), "");
        }
        if (children.size() > 1) {
            return replace(child.start(), children.get(1).start(), "");
        }
        Optional<String> original = originalContent(container, child);
        if (original.isPresent() || containers.size() == 1) {
            return replace(container.start() + 1, container.end() - 1, original.orElse(""));
        }
        List<ContainerNode> outer = containers.subList(0, containers.size() - 1);
        return remove(outer, childWith(outer.getLast(), container));
    }

    private String replace(int from, int to, String replacement) {
        return text.substring(0, from) + replacement + text.substring(to);
    }

    private static Node childWith(ContainerNode outer, ContainerNode inner) {
        for (Node child : outer.children()) {
            if (child.equals(inner)
                    || child instanceof Member member && member.value().equals(inner)) {
                return child;
            }
        }
        throw new IllegalArgumentException("not a child of the container");
    }

    /** Returns the mark for an empty container whose brackets enclose {@code inside}. */
    private static String emptyMark(String inside, boolean multiline) {
        String mark = multiline ? " " : "\t";
        return inside.isEmpty() ? mark : mark + mark;
    }

    /** Returns what the brackets enclosed before the only child was added; empty if the container is not marked. */
    private Optional<String> originalContent(ContainerNode container, Node only) {
        String before = text.substring(container.start() + 1, only.start());
        boolean multiline = before.indexOf('\n') >= 0;
        String found = multiline ? before.lines().findFirst().orElse("") : before;
        if (found.equals(emptyMark("", multiline))) {
            return Optional.of("");
        }
        boolean hadWhitespace = found.equals(emptyMark(" ", multiline));
        return hadWhitespace ? Optional.of(text.substring(only.end(), container.end() - 1)) : Optional.empty();
    }
}
