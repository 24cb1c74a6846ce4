package dev.llmbridge.setup.claude;

import java.util.List;

/** A value to be written. */
sealed interface JsonValue {
    record Structure(List<Entry> entries) implements JsonValue {
        static Structure of(Entry... entries) {
            return new Structure(List.of(entries));
        }
    }

    record Sequence(List<JsonValue> elements) implements JsonValue {
        static Sequence of(JsonValue... elements) {
            return new Sequence(List.of(elements));
        }
    }

    record Text(String text) implements JsonValue {}

    record Number(int number) implements JsonValue {}

    /** A member of a structure. */
    record Entry(String name, JsonValue value) {
        static Entry of(String name, JsonValue value) {
            return new Entry(name, value);
        }

        static Entry of(String name, String text) {
            return new Entry(name, new Text(text));
        }

        static Entry of(String name, int number) {
            return new Entry(name, new Number(number));
        }
    }
}
