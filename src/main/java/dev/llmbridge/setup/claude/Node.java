package dev.llmbridge.setup.claude;

import java.util.List;
import java.util.Optional;

/** A JSON value with its range in the text, in UTF-16 code units. */
sealed interface Node extends TextRange {
    /** An object or an array. */
    sealed interface ContainerNode extends Node {
        /** Returns the members or elements in order. */
        List<? extends TextRange> children();
    }

    record ObjectNode(int start, int end, List<Member> members) implements ContainerNode {
        @Override
        public List<Member> children() {
            return members;
        }

        /** Returns the effective member of that name: the last one if there are several. */
        Optional<Member> member(String name) {
            return members.reversed().stream()
                    .filter(member -> member.name().equals(name))
                    .findFirst();
        }

        /** Returns the value of a member if it is a string. */
        Optional<StringNode> text(String name) {
            return member(name)
                    .map(Member::value)
                    .filter(StringNode.class::isInstance)
                    .map(StringNode.class::cast);
        }
    }

    record ArrayNode(int start, int end, List<Node> elements) implements ContainerNode {
        @Override
        public List<Node> children() {
            return elements;
        }
    }

    /** A string; the range includes its quotes. */
    record StringNode(int start, int end, String value) implements Node {}

    /** A number, {@code true}, {@code false} or {@code null}. */
    record LiteralNode(int start, int end) implements Node {}
}
