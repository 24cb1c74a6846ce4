package dev.llmbridge.setup.claude;

import java.util.List;

/** A value to be written. */
sealed interface Value {
    record Structure(List<Entry> entries) implements Value {
        static Structure of(Entry... entries) {
            return new Structure(List.of(entries));
        }
    }

    record Sequence(List<Value> elements) implements Value {
        static Sequence of(Value... elements) {
            return new Sequence(List.of(elements));
        }
    }

    record Text(String text) implements Value {}

    record Number(int number) implements Value {}

    /** A member of a structure. */
    record Entry(String name, Value value) {
        static Entry of(String name, Value value) {
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
