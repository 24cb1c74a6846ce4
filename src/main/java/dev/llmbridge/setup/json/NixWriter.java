package dev.llmbridge.setup.json;

import dev.llmbridge.setup.json.JsonValue.Property;
import java.util.List;

/** Writes values in the Nix language. */
public final class NixWriter {
    private static final String UNIT = "  ";

    private NixWriter() {}

    /** Returns a value, without a line terminator at its end. */
    public static String write(JsonValue value) {
        StringBuilder out = new StringBuilder();
        write(value, "", out);
        return out.toString();
    }

    private static void write(JsonValue value, String indentation, StringBuilder out) {
        String inner = indentation + UNIT;
        switch (value) {
            case JsonValue.StringValue(String text) -> out.append(quoted(text));
            case JsonValue.NumberValue(int number) -> out.append(number);
            case JsonValue.ObjectValue(List<Property> entries) -> {
                out.append("{\n");
                for (Property entry : entries) {
                    out.append(inner).append(entry.name()).append(" = ");
                    write(entry.value(), inner, out);
                    out.append(";\n");
                }
                out.append(indentation).append('}');
            }
            case JsonValue.ArrayValue(List<JsonValue> elements) -> {
                out.append('[');
                for (JsonValue element : elements) {
                    out.append(' ');
                    write(element, indentation, out);
                }
                out.append(" ]");
            }
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "\\${") + '"';
    }
}
