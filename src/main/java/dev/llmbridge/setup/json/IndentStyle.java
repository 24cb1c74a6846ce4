package dev.llmbridge.setup.json;

import dev.llmbridge.setup.json.Node.ContainerNode;
import dev.llmbridge.setup.json.Node.Member;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.ValueNode;
import java.util.Optional;

/**
 * The layout of a JSON text, so that added text looks like the rest.
 *
 * @param newline the line terminator
 * @param unit the whitespace that each level adds to the indentation
 * @param multiline whether the outermost object has one line for each member
 * @param colon the text between a name and its value
 * @param comma the text between two elements on one line
 */
public record IndentStyle(String newline, String unit, boolean multiline, String colon, String comma) {
    /** The layout of a text that has none yet: the one that Claude Code writes. */
    public static final IndentStyle DEFAULT = new IndentStyle("\n", "  ", true, ": ", ", ");

    /** Returns the layout of a text. */
    public static IndentStyle of(String text, ObjectNode root) {
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        if (root.members().isEmpty()) {
            return new IndentStyle(newline, DEFAULT.unit, true, DEFAULT.colon, DEFAULT.comma);
        }
        Member first = root.members().getFirst();
        boolean spaced = !Whitespace.before(text, first.value().start()).isEmpty();
        return new IndentStyle(
                newline,
                firstUnit(text, root).orElse(DEFAULT.unit),
                Whitespace.startsLine(text, first),
                spaced ? ": " : ":",
                firstComma(text, root).orElse(spaced ? ", " : ","));
    }

    private static Optional<String> firstUnit(String text, ContainerNode container) {
        for (Node child : container.children()) {
            if (Whitespace.startsLine(text, child)) {
                String outer = Whitespace.indentation(text, container.start());
                String inner = Whitespace.indentation(text, child.start());
                return inner.startsWith(outer) ? Optional.of(inner.substring(outer.length())) : Optional.empty();
            }
            if (valueOf(child) instanceof ContainerNode nested) {
                Optional<String> unit = firstUnit(text, nested);
                if (unit.isPresent()) {
                    return unit;
                }
            }
        }
        return Optional.empty();
    }

    /** Finds the first comma between two children on one line, anywhere in the text. */
    private static Optional<String> firstComma(String text, ContainerNode container) {
        boolean first = true;
        for (Node child : container.children()) {
            if (!first && !Whitespace.startsLine(text, child)) {
                return Optional.of(Whitespace.before(text, child.start()).isEmpty() ? "," : ", ");
            }
            first = false;
            if (valueOf(child) instanceof ContainerNode nested) {
                Optional<String> comma = firstComma(text, nested);
                if (comma.isPresent()) {
                    return comma;
                }
            }
        }
        return Optional.empty();
    }

    private static ValueNode valueOf(Node child) {
        return switch (child) {
            case Member member -> member.value();
            case ValueNode value -> value;
        };
    }
}
