package dev.llmbridge.display;

import dev.llmbridge.display.format.Datum;
import dev.llmbridge.display.format.Field;
import dev.llmbridge.display.format.Values;
import java.util.EnumMap;
import java.util.Map;

/** Values for formats, as a test tells them; what it does not tell is not known. */
public record Told(Map<Field, Datum> values) implements Values {
    public static final Told NOTHING = new Told(Map.of());

    public Told {
        values = Map.copyOf(values);
    }

    @Override
    public Datum of(Field field) {
        return values.getOrDefault(field, Datum.NOTHING);
    }

    public Told words(Field field, String text) {
        return with(field, new Datum.Words(text));
    }

    public Told count(Field field, long number) {
        return with(field, new Datum.Count(number));
    }

    public Told cost(double dollars) {
        return with(Field.COST, new Datum.Amount(dollars));
    }

    public Told with(Field field, Datum datum) {
        Map<Field, Datum> more = new EnumMap<>(Field.class);
        more.putAll(values);
        more.put(field, datum);
        return new Told(more);
    }
}
