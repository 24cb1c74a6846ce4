package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.ContainerNode;
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
record IndentStyle(String newline, String unit, boolean multiline, String colon, String comma) {
    /** As Claude Code writes. */
    static final IndentStyle USUAL = new IndentStyle("\n", "  ", true, ": ", ", ");

    static IndentStyle of(String text, Node root) {
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        if (!(root instanceof ContainerNode outer) || outer.children().isEmpty()) {
            return new IndentStyle(newline, USUAL.unit, true, USUAL.colon, USUAL.comma);
        }
        boolean multiline = Whitespace.startsLine(text, outer.children().getFirst());
        String colon = firstColon(text, outer).orElse(USUAL.colon);
        String comma = firstComma(text, outer).orElse(colon.equals(":") ? "," : USUAL.comma);
        return new IndentStyle(newline, firstUnit(text, outer).orElse(USUAL.unit), multiline, colon, comma);
    }

    private static Optional<String> firstUnit(String text, ContainerNode container) {
        for (TextRange child : container.children()) {
            if (Whitespace.startsLine(text, child)) {
                String outer = Whitespace.indentation(text, container.start());
                String inner = Whitespace.indentation(text, child.start());
                return inner.startsWith(outer) ? Optional.of(inner.substring(outer.length())) : Optional.empty();
            }
            if (valueOf(child) instanceof ContainerNode deeper) {
                Optional<String> unit = firstUnit(text, deeper);
                if (unit.isPresent()) {
                    return unit;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> firstColon(String text, ContainerNode container) {
        for (TextRange child : container.children()) {
            if (child instanceof Member member) {
                String blanks = Whitespace.blanksBefore(text, member.value().start());
                return Optional.of(blanks.isEmpty() ? ":" : ": ");
            }
        }
        return Optional.empty();
    }

    /** Between two that stand on one line, anywhere in the text. */
    private static Optional<String> firstComma(String text, ContainerNode container) {
        boolean first = true;
        for (TextRange child : container.children()) {
            if (!first && !Whitespace.startsLine(text, child)) {
                return Optional.of(Whitespace.blanksBefore(text, child.start()).isEmpty() ? "," : ", ");
            }
            first = false;
            if (valueOf(child) instanceof ContainerNode deeper) {
                Optional<String> comma = firstComma(text, deeper);
                if (comma.isPresent()) {
                    return comma;
                }
            }
        }
        return Optional.empty();
    }

    private static Node valueOf(TextRange child) {
        return switch (child) {
            case Member member -> member.value();
            case Node node -> node;
        };
    }
}
