package dev.llmbridge.setup.json;

import java.util.List;
import java.util.Optional;

/** A part of a JSON text, with its range in UTF-16 code units. */
public sealed interface Node {
    /** Returns the offset of the first character. */
    int start();

    /** Returns the offset after the last character. */
    int end();

    /** A member of an object, from its name to the end of its value. */
    record Member(int start, String name, ValueNode value) implements Node {
        @Override
        public int end() {
            return value.end();
        }
    }

    /** A JSON value. */
    sealed interface ValueNode extends Node {}

    /** An object or an array. */
    sealed interface ContainerNode extends ValueNode {
        /** Returns the members or elements in order. */
        List<? extends Node> children();
    }

    record ObjectNode(int start, int end, List<Member> members) implements ContainerNode {
        public ObjectNode {
            members = List.copyOf(members);
        }

        @Override
        public List<Member> children() {
            return members;
        }

        /** Returns the effective member of that name: the last one if there are several. */
        public Optional<Member> member(String name) {
            return members.reversed().stream()
                    .filter(member -> member.name().equals(name))
                    .findFirst();
        }

        /** Returns the value of a member if it has that type. */
        public <T extends ValueNode> Optional<T> value(String name, Class<T> type) {
            return member(name).map(Member::value).filter(type::isInstance).map(type::cast);
        }
    }

    record ArrayNode(int start, int end, List<ValueNode> elements) implements ContainerNode {
        public ArrayNode {
            elements = List.copyOf(elements);
        }

        @Override
        public List<ValueNode> children() {
            return elements;
        }

        /** Returns the elements that are objects. */
        public List<ObjectNode> objects() {
            return elements.stream()
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .toList();
        }
    }

    /** A string; the range includes its quotes. */
    record StringNode(int start, int end, String value) implements ValueNode {}

    /** A number, {@code true}, {@code false} or {@code null}. */
    record LiteralNode(int start, int end) implements ValueNode {}
}
