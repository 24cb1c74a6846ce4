package dev.llmbridge.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.protocol.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A parsed JSON object. It remembers which of its fields have been read. Methods that read a field throw
 * {@link IllegalArgumentException} if the field does not have the requested type, and {@link ArithmeticException} or
 * {@link java.time.DateTimeException} if its value is out of range.
 */
final class JsonObject {
    private static final long MAX_SECONDS = 253_402_300_799L;

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    private JsonObject() {}

    /**
     * Parses an object.
     *
     * @param json positioned at the start of the object; afterwards, at its end
     * @throws IOException if the JSON is malformed
     */
    static JsonObject parse(JsonParser json) throws IOException {
        JsonObject object = new JsonObject();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            object.fields.put(name, value(json, json.nextToken()));
        }
        return object;
    }

    private static Object value(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> parse(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getNumberValue();
            case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            default -> token;
        };
    }

    private static Object[] array(JsonParser json) throws IOException {
        List<Object> elements = new ArrayList<>();
        JsonToken token = json.nextToken();
        while (token != JsonToken.END_ARRAY) {
            elements.add(value(json, token));
            token = json.nextToken();
        }
        return elements.toArray();
    }

    /** Returns the fields that have not been read, as JSON without the enclosing braces. */
    byte[] unreadFields() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonText.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                if (!read.contains(field.getKey())) {
                    writeField(json, field);
                }
            }
            json.writeEndObject();
        }
        return Arrays.copyOfRange(bytes.toByteArray(), 1, bytes.size() - 1);
    }

    private static void writeField(JsonGenerator json, Map.Entry<String, Object> field) throws IOException {
        json.writeFieldName(field.getKey());
        writeValue(json, field.getValue());
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case JsonObject object -> {
                json.writeStartObject();
                for (Map.Entry<String, Object> field : object.fields.entrySet()) {
                    writeField(json, field);
                }
                json.writeEndObject();
            }
            case Object[] elements -> {
                json.writeStartArray();
                for (Object element : elements) {
                    writeValue(json, element);
                }
                json.writeEndArray();
            }
            case String text -> json.writeString(text);
            case Number number -> json.writeNumber(number.toString());
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writeNull();
        }
    }

    boolean has(String name) {
        read.add(name);
        return fields.containsKey(name);
    }

    /** Returns a string; empty if the field is missing. */
    String text(String name) {
        return optionalText(name).orElse("");
    }

    Optional<String> optionalText(String name) {
        return field(name, String.class);
    }

    /** Returns a whole number; 0 if the field is missing. */
    long number(String name) {
        return optionalNumber(name).orElse(0);
    }

    OptionalLong optionalNumber(String name) {
        Optional<Number> number = field(name, Number.class);
        return number.isPresent() ? OptionalLong.of(whole(number.get())) : OptionalLong.empty();
    }

    /** Returns a whole number that fits an int; 0 if the field is missing. */
    int integer(String name) {
        return Math.toIntExact(number(name));
    }

    /** Returns any number; 0 if the field is missing. */
    double decimal(String name) {
        return field(name, Number.class).orElse(0).doubleValue();
    }

    /** Returns a boolean; false if the field is missing. */
    boolean flag(String name) {
        return field(name, Boolean.class).orElse(false);
    }

    /**
     * Returns a time, which is an array of Unix seconds and nanoseconds. Times after the year 9999 are
     * rejected, so that adding a configured duration cannot overflow.
     */
    Optional<Instant> time(String name) {
        Optional<Object[]> pair = field(name, Object[].class);
        if (pair.isEmpty()) {
            return Optional.empty();
        }
        if (pair.get().length != 2) {
            throw new IllegalArgumentException("not a time: " + name);
        }
        long seconds = whole(pair.get()[0]);
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException("not a plausible time: " + name);
        }
        long nanos = ChronoField.NANO_OF_SECOND.checkValidValue(whole(pair.get()[1]));
        return Optional.of(Instant.ofEpochSecond(seconds, nanos));
    }

    Optional<JsonObject> object(String name) {
        return field(name, JsonObject.class);
    }

    /** Returns an array of objects; an empty list if the field is missing. */
    List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : field(name, Object[].class).orElse(new Object[0])) {
            objects.add(checked(element, JsonObject.class));
        }
        return objects;
    }

    private <T> Optional<T> field(String name, Class<T> type) {
        read.add(name);
        Object value = fields.get(name);
        return value == null ? Optional.empty() : Optional.of(checked(value, type));
    }

    private static <T> T checked(Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + value);
        }
        return type.cast(value);
    }

    private static long whole(Object number) {
        if (number instanceof Integer || number instanceof Long) {
            return ((Number) number).longValue();
        }
        throw new IllegalArgumentException("not a whole number in the range of a long: " + number);
    }
}
