package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.display.text.TextSanitizer;
import java.io.IOException;

/** The bar's text for bars, prompts and scripts that know no markup. */
public final class PlainText {
    private static final String TEXT = "text";

    /**
     * The text of a state: one line, without tags, what was escaped as it was. Empty where the state is no JSON or has
     * no text.
     *
     * @param state as {@link BarState#toJson} writes it
     */
    public static String ofState(String state) {
        try (JsonParser json = SessionList.JSON.createParser(state)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals(TEXT);
                if (json.nextToken() == JsonToken.VALUE_STRING && wanted) {
                    return ofMarkup(json.getText());
                }
                json.skipChildren();
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    /** What a reader sees of well-formed Pango markup. */
    static String ofMarkup(String markup) {
        StringBuilder out = new StringBuilder(markup.length());
        int at = 0;
        while (at < markup.length()) {
            char c = markup.charAt(at);
            int end =
                    switch (c) {
                        case '<' -> endOfTag(markup, at);
                        case '&' -> markup.indexOf(';', at);
                        default -> -1;
                    };
            if (end < 0) {
                out.append(c);
                at++;
                continue;
            }
            if (c == '&') {
                appendEntity(out, markup.substring(at, end + 1));
            }
            at = end + 1;
        }
        return TextSanitizer.clean(out.toString());
    }

    /** A value in quotes may hold the character that ends a tag. */
    private static int endOfTag(String markup, int start) {
        char quote = 0;
        for (int i = start; i < markup.length(); i++) {
            char c = markup.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i;
            }
        }
        return -1;
    }

    private static void appendEntity(StringBuilder out, String entity) {
        switch (entity) {
            case "&amp;" -> out.append('&');
            case "&lt;" -> out.append('<');
            case "&gt;" -> out.append('>');
            case "&quot;" -> out.append('"');
            case "&apos;" -> out.append('\'');
            default -> appendReference(out, entity);
        }
    }

    private static void appendReference(StringBuilder out, String entity) {
        boolean hex = entity.startsWith("&#x");
        int digits = hex ? 3 : 2;
        try {
            out.appendCodePoint(Integer.parseInt(entity, digits, entity.length() - 1, hex ? 16 : 10));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            out.append(entity);
        }
    }

    private PlainText() {}
}
