package dev.llmbridge.setup.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.llmbridge.setup.json.JsonValue.Property;
import java.util.List;

/** Writes new values in the style of the surrounding text. */
public final class JsonWriter {
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
    public static String write(Property entry, IndentStyle style, boolean multiline, String indentation) {
        JsonWriter writer = new JsonWriter(style, multiline);
        writer.write(entry, indentation);
        return writer.out.toString();
    }

    private void write(Property entry, String indentation) {
        if (!entry.name().isEmpty()) {
            out.append(quoted(entry.name())).append(style.colon());
        }
        switch (entry.value()) {
            case JsonValue.StringValue(String text) -> out.append(quoted(text));
            case JsonValue.NumberValue(int number) -> out.append(number);
            case JsonValue.ObjectValue(List<Property> entries) -> write('{', entries, '}', indentation);
            case JsonValue.ArrayValue(List<JsonValue> elements) ->
                write('[', elements.stream().map(Property::element).toList(), ']', indentation);
        }
    }

    private void write(char open, List<Property> entries, char close, String indentation) {
        String lineBreak = multiline ? style.newline() + indentation : "";
        String separator = multiline ? "," : style.comma();
        out.append(open);
        for (int i = 0; i < entries.size(); i++) {
            out.append(i > 0 ? separator : "").append(lineBreak).append(multiline ? style.unit() : "");
            write(entries.get(i), indentation + style.unit());
        }
        out.append(entries.isEmpty() ? "" : lineBreak).append(close);
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** Returns a string's content as it is written between the quotes. */
    public static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
