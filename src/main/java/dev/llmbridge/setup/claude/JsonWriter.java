package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.JsonValue.Property;
import java.util.List;

/** Writes new values in the style of the surrounding text. */
final class JsonWriter {
    private final IndentStyle style;
    private final boolean multiline;
    private final StringBuilder out = new StringBuilder();

    private JsonWriter(IndentStyle style, boolean multiline) {
        this.style = style;
        this.multiline = multiline;
    }

    /**
     * Writes a member or an element.
     *
     * @param indentation the indentation of the line on which it begins; not written before the first line
     */
    static String write(Property entry, IndentStyle style, boolean multiline, String indentation) {
        JsonWriter writer = new JsonWriter(style, multiline);
        if (entry.name().isEmpty()) {
            writer.value(entry.value(), indentation);
        } else {
            writer.entry(entry, indentation);
        }
        return writer.out.toString();
    }

    private void value(JsonValue value, String indentation) {
        switch (value) {
            case JsonValue.StringValue(String text) -> out.append(quoted(text));
            case JsonValue.NumberValue(int number) -> out.append(number);
            case JsonValue.ObjectValue(List<Property> entries) -> {
                out.append('{');
                for (int i = 0; i < entries.size(); i++) {
                    separate(i, indentation);
                    entry(entries.get(i), indentation + style.unit());
                }
                close(entries.isEmpty(), indentation).append('}');
            }
            case JsonValue.ArrayValue(List<JsonValue> elements) -> {
                out.append('[');
                for (int i = 0; i < elements.size(); i++) {
                    separate(i, indentation);
                    value(elements.get(i), indentation + style.unit());
                }
                close(elements.isEmpty(), indentation).append(']');
            }
        }
    }

    private void entry(Property entry, String indentation) {
        out.append(quoted(entry.name())).append(style.colon());
        value(entry.value(), indentation);
    }

    private void separate(int index, String indentation) {
        if (multiline) {
            out.append(index > 0 ? "," : "")
                    .append(style.newline())
                    .append(indentation)
                    .append(style.unit());
        } else if (index > 0) {
            out.append(style.comma());
        }
    }

    private StringBuilder close(boolean empty, String indentation) {
        return multiline && !empty ? out.append(style.newline()).append(indentation) : out;
    }

    static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** Returns a string's content as it is written between the quotes. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (c < ' ') {
                        escaped.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
