package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.protocol.JsonText;
import java.io.IOException;

/** Converts the bar's text to plain text, for bars, shell prompts and scripts that do not support markup. */
public final class PlainText {
    private static final String TEXT = "text";

    /**
     * Returns the text of a state on one line, without tags and unescaped. Empty if the state is not a JSON object or
     * has no text.
     *
     * @param state JSON as written by {@link BarState#toJson}
     */
    public static String ofState(String state) {
        try (JsonParser json = JsonText.FACTORY.createParser(state)) {
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

    /** Returns the visible text of well-formed Pango markup. */
    static String ofMarkup(String markup) {
        StringBuilder out = new StringBuilder(markup.length());
        int i = 0;
        while (i < markup.length()) {
            char c = markup.charAt(i);
            int end =
                    switch (c) {
                        case '<' -> endOfTag(markup, i);
                        case '&' -> markup.indexOf(';', i);
                        default -> -1;
                    };
            if (end < 0) {
                out.append(c);
                i++;
                continue;
            }
            if (c == '&') {
                appendEntity(out, markup.substring(i, end + 1));
            }
            i = end + 1;
        }
        return TextSanitizer.clean(out.toString());
    }

    /** A quoted attribute value can contain the character that ends a tag. */
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
        int firstDigit = hex ? 3 : 2;
        try {
            out.appendCodePoint(Integer.parseInt(entity, firstDigit, entity.length() - 1, hex ? 16 : 10));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            out.append(entity);
        }
    }

    private PlainText() {}
}
