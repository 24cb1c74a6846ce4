package dev.llmbridge.setup.claude;

import java.util.List;

/** A value to write as JSON or Nix. */
sealed interface JsonValue {
    record ObjectValue(List<Property> entries) implements JsonValue {
        static ObjectValue of(Property... entries) {
            return new ObjectValue(List.of(entries));
        }
    }

    record ArrayValue(List<JsonValue> elements) implements JsonValue {
        static ArrayValue of(JsonValue... elements) {
            return new ArrayValue(List.of(elements));
        }
    }

    record StringValue(String text) implements JsonValue {}

    record NumberValue(int number) implements JsonValue {}

    /** A member of an object, or an element of an array. */
    record Property(String name, JsonValue value) {
        /** Returns an element of an array, which has no name. */
        static Property element(JsonValue value) {
            return new Property("", value);
        }

        static Property of(String name, String text) {
            return new Property(name, new StringValue(text));
        }

        static Property of(String name, int number) {
            return new Property(name, new NumberValue(number));
        }
    }
}
