package dev.llmbridge.setup.json;

import java.util.List;

/** A value to write as JSON or Nix. */
public sealed interface JsonValue {
    record ObjectValue(List<Property> entries) implements JsonValue {
        public ObjectValue {
            entries = List.copyOf(entries);
        }

        public static ObjectValue of(Property... entries) {
            return new ObjectValue(List.of(entries));
        }
    }

    record ArrayValue(List<JsonValue> elements) implements JsonValue {
        public ArrayValue {
            elements = List.copyOf(elements);
        }

        public static ArrayValue of(JsonValue... elements) {
            return new ArrayValue(List.of(elements));
        }
    }

    record StringValue(String text) implements JsonValue {}

    record NumberValue(int number) implements JsonValue {}

    /** A member of an object, or an element of an array. */
    record Property(String name, JsonValue value) {
        /** Returns an element of an array, which has no name. */
        public static Property element(JsonValue value) {
            return new Property("", value);
        }

        public static Property of(String name, String text) {
            return new Property(name, new StringValue(text));
        }

        public static Property of(String name, int number) {
            return new Property(name, new NumberValue(number));
        }
    }
}
