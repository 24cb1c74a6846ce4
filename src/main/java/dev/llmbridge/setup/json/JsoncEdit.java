package dev.llmbridge.setup.json;

import dev.llmbridge.setup.json.JsonValue.Property;
import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.ContainerNode;
import java.util.List;
import java.util.OptionalInt;

/**
 * Makes one change to a JSON text with comments and keeps every other character. {@link #remove} takes back exactly
 * what {@link #insertFirst} or {@link #append} added, without a mark in the text: whether a comma follows the last child
 * shows whether there was one before. The result is valid in {@link JsonDialect#JSONCPP}.
 *
 * @param style the layout for added text
 */
public record JsoncEdit(String text, IndentStyle style) {
    /** Inserts a child before all others. */
    public String insertFirst(ContainerNode container, Property entry) {
        if (container.children().isEmpty()) {
            return insertOnly(container, entry);
        }
        Node first = container.children().getFirst();
        boolean multiline = hasLineBreak(container.start(), first.start());
        String indentation = Whitespace.indentation(text, first.start());
        String separator = multiline ? "," + style.newline() + indentation : comma(container);
        return splice(first.start(), first.start(), JsonWriter.write(entry, style, multiline, indentation) + separator);
    }

    /** Inserts a child after all others, and after the comments on the last one's line. */
    public String append(ContainerNode container, Property entry) {
        List<? extends Node> children = container.children();
        if (children.isEmpty()) {
            return insertOnly(container, entry);
        }
        Node last = children.getLast();
        OptionalInt comma = Trivia.comma(text, last.end());
        int afterLast = comma.isPresent() ? comma.getAsInt() + 1 : last.end();
        boolean multiline = hasLineBreak(precedingEnd(container, children.size() - 1), last.start());
        String indentation = Whitespace.indentation(text, last.start());
        String added = JsonWriter.write(entry, style, multiline, indentation) + (comma.isPresent() ? "," : "");
        int at = multiline ? Trivia.endOfLineComments(text, afterLast) : afterLast;
        String separator =
                multiline ? style.newline() + indentation : comma(container).substring(1);
        return text.substring(0, last.end())
                + (comma.isPresent() ? "" : ",")
                + text.substring(last.end(), at)
                + separator
                + added
                + text.substring(at);
    }

    private String insertOnly(ContainerNode container, Property entry) {
        String inside = text.substring(container.start() + 1, container.end() - 1);
        boolean multiline = inside.indexOf('\n') >= 0 && !(container instanceof ArrayNode);
        String inner = Whitespace.indentation(text, container.start()) + style.unit();
        String added = JsonWriter.write(entry, style, multiline, inner);
        int at = container.start() + 1;
        return splice(at, at, (multiline ? style.newline() + inner : "") + added);
    }

    /** Removes a child and its comma. Comments stay. */
    public String remove(ContainerNode container, Node child) {
        List<? extends Node> children = container.children();
        int index = children.indexOf(child);
        boolean isLast = index == children.size() - 1;
        OptionalInt comma = Trivia.comma(text, child.end());
        if (children.size() > 1 && index == 0) {
            return removeFirst(child, comma.orElseThrow(), children.get(1));
        }
        int preceding = precedingEnd(container, index);
        int from = startOfRemoval(preceding, child, comma);
        String shortened = comma.isPresent() ? splice(comma.getAsInt(), comma.getAsInt() + 1, "") : text;
        shortened = shortened.substring(0, from) + shortened.substring(child.end());
        int end = container.end() - (text.length() - shortened.length());
        if (index > 0) {
            boolean keepsComma =
                    comma.isPresent() && !(isLast && hasCommentInArray(shortened, container, preceding, end));
            return !isLast || keepsComma
                    ? shortened
                    : shortened.substring(0, preceding - 1) + shortened.substring(preceding);
        }
        return hasCommentInArray(shortened, container, container.start() + 1, end)
                ? withoutCommentsInside(shortened, container.start(), end)
                : shortened;
    }

    /**
     * Returns the end of the comments before a child, so that the whitespace after them is removed, too; but not if a line
     * comment would continue with what follows the child.
     */
    private int startOfRemoval(int preceding, Node child, OptionalInt comma) {
        int comments = Trivia.endOfComments(text, preceding, child.start());
        int next = comma.isPresent() && comma.getAsInt() == child.end() ? child.end() + 1 : child.end();
        boolean breaksLine = text.startsWith("\n", next) || text.startsWith("\r", next);
        return !breaksLine && Trivia.endsWithLineComment(text, preceding, child.start()) ? child.start() : comments;
    }

    /** Returns whether an array has a comment and no element between an offset and its end, which JsonCpp rejects. */
    private static boolean hasCommentInArray(String text, ContainerNode container, int from, int end) {
        return container instanceof ArrayNode && Trivia.skipWhitespace(text, from) < end - 1;
    }

    private String removeFirst(Node child, int comma, Node next) {
        boolean isPlain = comma == Trivia.skipWhitespace(text, child.end())
                && next.start() == Trivia.skipWhitespace(text, comma + 1);
        return isPlain
                ? splice(child.start(), next.start(), "")
                : text.substring(0, child.start()) + text.substring(child.end(), comma) + text.substring(comma + 1);
    }

    /** Moves the comments of an array that has become empty before it. */
    private String withoutCommentsInside(String text, int start, int end) {
        String comments = text.substring(start + 1, end - 1).strip();
        // Only a line break ends a comment of the form //.
        return text.substring(0, start) + comments + style.newline() + "[]" + text.substring(end);
    }

    /** Returns the offset after the bracket or the comma that precedes a child. */
    private int precedingEnd(ContainerNode container, int index) {
        if (index == 0) {
            return container.start() + 1;
        }
        return Trivia.comma(text, container.children().get(index - 1).end()).orElseThrow() + 1;
    }

    /** Returns the comma between two children on one line, as this container or else the text has it. */
    private String comma(ContainerNode container) {
        List<? extends Node> children = container.children();
        if (children.size() < 2) {
            return style.comma();
        }
        int comma = Trivia.comma(text, children.getFirst().end()).orElseThrow();
        return comma + 1 == children.get(1).start() ? "," : ", ";
    }

    private boolean hasLineBreak(int from, int to) {
        return text.substring(from, to).indexOf('\n') >= 0;
    }

    private String splice(int from, int to, String replacement) {
        return text.substring(0, from) + replacement + text.substring(to);
    }
}
