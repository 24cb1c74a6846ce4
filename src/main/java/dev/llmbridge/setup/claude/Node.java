package dev.llmbridge.setup.claude;

import java.util.List;
import java.util.Optional;

/** A value of JSON and where it stands in its text, in characters. */
sealed interface Node extends TextRange {
    /** What holds others. */
    sealed interface ContainerNode extends Node {
        /** What it holds, in order. */
        List<? extends TextRange> children();
    }

    record ObjectNode(int start, int end, List<Member> members) implements ContainerNode {
        @Override
        public List<Member> children() {
            return members;
        }

        /** The member that counts: of several with one name the last. */
        Optional<Member> member(String name) {
            return members.reversed().stream()
                    .filter(member -> member.name().equals(name))
                    .findFirst();
        }

        /** The text of a member that is a string. */
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

    /** A string; the span includes its quotes. */
    record StringNode(int start, int end, String value) implements Node {}

    /** A number, {@code true}, {@code false} or {@code null}. */
    record LiteralNode(int start, int end) implements Node {}
}
