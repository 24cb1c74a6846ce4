package dev.llmbridge.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A format string, parsed once. Placeholders are {@code {model} {activity} {icon} {counts} {sessions} {tokens}
 * {input_tokens} {output_tokens} {cache_read} {cache_write}}, {@code {cost}} (four decimals) and {@code {cost:.0}} to
 * {@code {cost:.6}}; anything else, in braces or not, stands for itself.
 */
public final class Format {
    private static final int PLAIN_COST_DECIMALS = 4;
    private static final int MAX_COST_DECIMALS = 6;
    private static final String COST_WITH_DECIMALS = "cost:.";

    private final List<Part> parts;
    private final boolean hasMarkup;

    private Format(List<Part> parts) {
        this.parts = parts;
        this.hasMarkup = Markup.isWellFormed(skeleton(parts));
    }

    /** Parses a format; there is no text that it refuses. */
    public static Format parse(String text) {
        List<Part> parts = new ArrayList<>();
        int literalStart = 0;
        int position = 0;
        while (position < text.length()) {
            int end = text.charAt(position) == '{' ? text.indexOf('}', position) : -1;
            Optional<Part> placeholder = end < 0 ? Optional.empty() : placeholder(text.substring(position + 1, end));
            if (placeholder.isEmpty()) {
                position++;
                continue;
            }
            addLiteral(parts, text.substring(literalStart, position));
            parts.add(placeholder.get());
            position = end + 1;
            literalStart = position;
        }
        addLiteral(parts, text.substring(literalStart));
        return new Format(List.copyOf(parts));
    }

    /** One line of plain text. */
    String asText(Values values) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String text) -> out.append(text);
                case Part.Value value -> out.append(value(value, values));
            }
        }
        return out.toString();
    }

    /**
     * One line of well-formed Pango markup. The format's own markup is kept, unless Pango would refuse it: then it is
     * shown as it was written. Values are always escaped.
     */
    String asMarkup(Values values) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String text) -> out.append(hasMarkup ? text : Markup.escape(text));
                case Part.Value value -> out.append(Markup.escape(value(value, values)));
            }
        }
        return out.toString();
    }

    private static Optional<Part> placeholder(String name) {
        if (name.equals("cost")) {
            return Optional.of(new Part.Cost(PLAIN_COST_DECIMALS));
        }
        if (name.startsWith(COST_WITH_DECIMALS) && name.length() == COST_WITH_DECIMALS.length() + 1) {
            int decimals = name.charAt(name.length() - 1) - '0';
            return decimals >= 0 && decimals <= MAX_COST_DECIMALS
                    ? Optional.of(new Part.Cost(decimals))
                    : Optional.empty();
        }
        for (Field field : Field.values()) {
            if (field.placeholder.equals(name)) {
                return Optional.of(new Part.Plain(field));
            }
        }
        return Optional.empty();
    }

    private static void addLiteral(List<Part> parts, String text) {
        String clean = Text.clean(text);
        if (!clean.isEmpty()) {
            parts.add(new Part.Literal(clean));
        }
    }

    private static String value(Part.Value part, Values values) {
        return switch (part) {
            case Part.Cost(int decimals) -> FixedPoint.format(values.costUsd(), decimals);
            case Part.Plain(Field field) -> Text.clean(field.of(values));
        };
    }

    private static String skeleton(List<Part> parts) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String text) -> out.append(text);
                case Part.Value _ -> out.append('0');
            }
        }
        return out.toString();
    }

    private sealed interface Part {
        record Literal(String text) implements Part {}

        sealed interface Value extends Part {}

        record Plain(Field field) implements Value {}

        record Cost(int decimals) implements Value {}
    }

    private enum Field {
        MODEL("model"),
        ACTIVITY("activity"),
        ICON("icon"),
        COUNTS("counts"),
        SESSIONS("sessions"),
        TOKENS("tokens"),
        INPUT_TOKENS("input_tokens"),
        OUTPUT_TOKENS("output_tokens"),
        CACHE_READ("cache_read"),
        CACHE_WRITE("cache_write");

        private final String placeholder;

        Field(String placeholder) {
            this.placeholder = placeholder;
        }

        private String of(Values values) {
            return switch (this) {
                case MODEL -> values.model();
                case ACTIVITY -> values.activity();
                case ICON -> values.icon();
                case COUNTS -> values.counts();
                case SESSIONS -> Integer.toString(values.sessions());
                case TOKENS -> Long.toString(values.inputTokens() + values.outputTokens());
                case INPUT_TOKENS -> Long.toString(values.inputTokens());
                case OUTPUT_TOKENS -> Long.toString(values.outputTokens());
                case CACHE_READ -> Long.toString(values.cacheRead());
                case CACHE_WRITE -> Long.toString(values.cacheWrite());
            };
        }
    }
}
