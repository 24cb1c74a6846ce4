package dev.llmbridge.display;

import dev.llmbridge.display.format.Field;
import dev.llmbridge.display.format.FieldValue;
import dev.llmbridge.display.format.FieldValues;
import java.util.EnumMap;
import java.util.Map;

/** Values for formats, as a test tells them; what it does not tell is not known. */
public record Told(Map<Field, FieldValue> values) implements FieldValues {
    public static final Told NOTHING = new Told(Map.of());

    public Told {
        values = Map.copyOf(values);
    }

    @Override
    public FieldValue of(Field field) {
        return values.getOrDefault(field, FieldValue.NOTHING);
    }

    public Told words(Field field, String text) {
        return with(field, new FieldValue.Words(text));
    }

    public Told count(Field field, long number) {
        return with(field, new FieldValue.Count(number));
    }

    public Told cost(double dollars) {
        return with(Field.COST, new FieldValue.Amount(dollars));
    }

    public Told with(Field field, FieldValue datum) {
        Map<Field, FieldValue> more = new EnumMap<>(Field.class);
        more.putAll(values);
        more.put(field, datum);
        return new Told(more);
    }
}
