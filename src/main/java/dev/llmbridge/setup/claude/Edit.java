package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.Container;
import dev.llmbridge.setup.claude.Value.Entry;
import java.util.List;
import java.util.Optional;

/** One change of a text; everything around it stays to the character. */
final class Edit {
    private final String text;

    Edit(String text) {
        this.text = text;
    }

    String replace(int from, int to, String replacement) {
        return text.substring(0, from) + replacement + text.substring(to);
    }

    /** Puts another value in the place of one. */
    String replace(Node node, Value value, Style style) {
        boolean multiline = text.substring(node.start(), node.end()).indexOf('\n') >= 0;
        String indentation = Layout.indentation(text, node.start());
        return replace(node.start(), node.end(), Writer.write(new Entry("", value), style, multiline, indentation));
    }

    /**
     * Adds to the end of a container.
     *
     * @param place the container, or the member whose value it is
     * @param entry without a name where the container is a list
     */
    String append(Span place, Container container, Entry entry, Style style) {
        return container.children().isEmpty()
                ? fill(place, container, entry, style)
                : follow(container.children().getLast(), container, entry, style);
    }

    private String follow(Span last, Container container, Entry entry, Style style) {
        if (Layout.startsLine(text, last)) {
            String indentation = Layout.indentation(text, last.start());
            String added = Writer.write(entry, style, true, indentation);
            return replace(last.end(), last.end(), "," + style.newline() + indentation + added);
        }
        // Such as [{ on one line and }] on a later one.
        boolean multiline = text.substring(last.start(), last.end()).indexOf('\n') >= 0;
        String added = Writer.write(entry, style, multiline, Layout.indentation(text, container.start()));
        return replace(last.end(), last.end(), style.comma() + added);
    }

    private String fill(Span place, Container container, Entry entry, Style style) {
        String inside = text.substring(container.start() + 1, container.end() - 1);
        boolean multiline = style.multiline() && (place == container || Layout.startsLine(text, place));
        String outer = Layout.indentation(text, container.start());
        String inner = outer + style.unit();
        String added = Emptiness.mark(inside, multiline)
                + (multiline ? style.newline() + inner : "")
                + Writer.write(entry, style, multiline, inner)
                + (multiline && inside.isEmpty() ? style.newline() + outer : "");
        return replace(container.start() + 1, container.start() + 1, added);
    }

    /**
     * Takes something out of a container, and the container too if nothing is left of it and we had made it.
     *
     * @param containers from the outermost to the one that holds {@code child}
     */
    String remove(List<Container> containers, Span child) {
        Container container = containers.getLast();
        List<? extends Span> children = container.children();
        int at = children.indexOf(child);
        if (at > 0) {
            return replace(children.get(at - 1).end(), child.end(), "");
        }
        if (children.size() > 1) {
            return replace(child.start(), children.get(1).start(), "");
        }
        Optional<String> before = Emptiness.inside(text, container, child);
        if (before.isPresent() || containers.size() == 1) {
            return replace(container.start() + 1, container.end() - 1, before.orElse(""));
        }
        List<Container> outer = containers.subList(0, containers.size() - 1);
        return remove(outer, placeIn(outer.getLast(), container));
    }

    private static Span placeIn(Container outer, Container inner) {
        for (Span child : outer.children()) {
            if (child.equals(inner)
                    || child instanceof Member member && member.value().equals(inner)) {
                return child;
            }
        }
        throw new IllegalArgumentException("not in there");
    }
}
