package dev.llmbridge.display;

import dev.llmbridge.display.format.Field;
import dev.llmbridge.display.format.FieldValue;
import dev.llmbridge.display.format.Format;
import java.util.EnumMap;
import java.util.Map;

/** Field values set by a test. All other fields are unavailable. */
public record TestValues(Map<Field, FieldValue> values) implements Format.FieldValues {
    public static final TestValues NONE = new TestValues(Map.of());

    public TestValues {
        values = Map.copyOf(values);
    }

    @Override
    public FieldValue of(Field field) {
        return values.getOrDefault(field, new FieldValue.Unavailable());
    }

    public TestValues text(Field field, String text) {
        return with(field, new FieldValue.Text(text));
    }

    public TestValues count(Field field, long number) {
        return with(field, new FieldValue.Count(number));
    }

    public TestValues cost(double dollars) {
        return with(Field.COST, new FieldValue.Amount(dollars));
    }

    public TestValues with(Field field, FieldValue value) {
        Map<Field, FieldValue> more = new EnumMap<>(Field.class);
        more.putAll(values);
        more.put(field, value);
        return new TestValues(more);
    }
}
