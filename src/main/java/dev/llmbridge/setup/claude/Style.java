package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.Container;
import java.util.Optional;

/**
 * How a text is laid out, so that what is added looks like the rest of it.
 *
 * @param newline what ends a line
 * @param unit by how much each level is indented further
 * @param multiline whether the outermost object has a line for each member
 * @param colon what stands between a name and its value
 * @param comma what stands between two elements of one line
 */
record Style(String newline, String unit, boolean multiline, String colon, String comma) {
    /** As Claude Code writes. */
    static final Style USUAL = new Style("\n", "  ", true, ": ", ", ");

    static Style of(String text, Node root) {
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        if (!(root instanceof Container outer) || outer.children().isEmpty()) {
            return new Style(newline, USUAL.unit, true, USUAL.colon, USUAL.comma);
        }
        boolean multiline = Layout.startsLine(text, outer.children().getFirst());
        String colon = firstColon(text, outer).orElse(USUAL.colon);
        String comma = firstComma(text, outer).orElse(colon.equals(":") ? "," : USUAL.comma);
        return new Style(newline, firstUnit(text, outer).orElse(USUAL.unit), multiline, colon, comma);
    }

    private static Optional<String> firstUnit(String text, Container container) {
        for (Span child : container.children()) {
            if (Layout.startsLine(text, child)) {
                String outer = Layout.indentation(text, container.start());
                String inner = Layout.indentation(text, child.start());
                return inner.startsWith(outer) ? Optional.of(inner.substring(outer.length())) : Optional.empty();
            }
            if (valueOf(child) instanceof Container deeper) {
                Optional<String> unit = firstUnit(text, deeper);
                if (unit.isPresent()) {
                    return unit;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> firstColon(String text, Container container) {
        for (Span child : container.children()) {
            if (child instanceof Member member) {
                String blanks = Layout.blanksBefore(text, member.value().start());
                return Optional.of(blanks.isEmpty() ? ":" : ": ");
            }
        }
        return Optional.empty();
    }

    /** Between two that stand on one line, anywhere in the text. */
    private static Optional<String> firstComma(String text, Container container) {
        boolean first = true;
        for (Span child : container.children()) {
            if (!first && !Layout.startsLine(text, child)) {
                return Optional.of(Layout.blanksBefore(text, child.start()).isEmpty() ? "," : ", ");
            }
            first = false;
            if (valueOf(child) instanceof Container deeper) {
                Optional<String> comma = firstComma(text, deeper);
                if (comma.isPresent()) {
                    return comma;
                }
            }
        }
        return Optional.empty();
    }

    private static Node valueOf(Span child) {
        return switch (child) {
            case Member member -> member.value();
            case Node node -> node;
        };
    }
}
