package dev.llmbridge.display.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/** Checks and escapes Pango markup. Malformed markup must not be printed: Waybar would keep its old label. */
public final class PangoMarkup {
    private static final Set<String> TAGS =
            Set.of("b", "big", "i", "s", "span", "sub", "sup", "small", "tt", "u", "markup");
    private static final Set<String> COLOURS = Set.of(
            "color",
            "foreground",
            "fgcolor",
            "background",
            "bgcolor",
            "underline_color",
            "overline_color",
            "strikethrough_color");
    private static final Set<String> OTHER_ATTRIBUTES = Set.of(
            "font",
            "font_desc",
            "font_family",
            "face",
            "size",
            "font_size",
            "style",
            "font_style",
            "weight",
            "font_weight",
            "variant",
            "font_variant",
            "stretch",
            "font_stretch",
            "font_features",
            "alpha",
            "fgalpha",
            "background_alpha",
            "bgalpha",
            "underline",
            "overline",
            "rise",
            "strikethrough",
            "fallback",
            "lang",
            "letter_spacing",
            "gravity",
            "gravity_hint",
            "show",
            "insert_hyphens",
            "allow_breaks");
    private static final Set<String> ENTITIES = Set.of("amp", "lt", "gt", "quot", "apos");

    /**
     * Stands for text that is not yet known when markup is checked. It is not allowed inside tags, because Pango
     * accepts only certain attribute values.
     */
    public static final char UNKNOWN_TEXT = '\uFFFC';

    /** Escapes text so that Pango shows it literally. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\'' -> out.append("&#39;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** Whether Pango accepts the markup: known tags closed in order, known quoted attributes and known entities. */
    public static boolean isWellFormed(String text) {
        return !text.contains("]]>") && new Scanner(text).acceptsAll();
    }

    /** Whether well-formed markup shows nothing but whitespace. */
    public static boolean isBlank(String markup) {
        boolean inTag = false;
        for (int i = 0; i < markup.length(); i++) {
            char c = markup.charAt(i);
            if (c == '<') {
                inTag = true;
            } else if (!inTag && !Character.isWhitespace(c)) {
                return false;
            } else if (c == '>') {
                inTag = false;
            }
        }
        return true;
    }

    private PangoMarkup() {}

    private static final class Scanner {
        private final String text;
        private final Deque<String> open = new ArrayDeque<>();
        private int position;

        Scanner(String text) {
            this.text = text;
        }

        boolean acceptsAll() {
            boolean good = true;
            while (good && position < text.length()) {
                good = switch (text.charAt(position++)) {
                    case '<' -> accept('/') ? closingTag() : openingTag();
                    case '&' -> entity();
                    default -> true;
                };
            }
            return good && open.isEmpty();
        }

        private boolean openingTag() {
            String tag = name();
            if (!TAGS.contains(tag)) {
                return false;
            }
            Deque<String> attributes = new ArrayDeque<>();
            while (skipBlanks()) {
                String attribute = name();
                if (attribute.isEmpty()) {
                    break;
                }
                Optional<String> value = attributeValue();
                if (attributes.contains(attribute) || value.isEmpty() || !isKnown(attribute, value.get())) {
                    return false;
                }
                attributes.add(attribute);
            }
            if (!attributes.isEmpty() && !tag.equals("span")) {
                return false;
            }
            if (accept('/')) {
                return accept('>');
            }
            open.push(tag);
            return accept('>');
        }

        private boolean closingTag() {
            String tag = name();
            skipBlanks();
            return accept('>') && !open.isEmpty() && open.pop().equals(tag);
        }

        /** Returns the value without its quotes; empty if it is malformed. */
        private Optional<String> attributeValue() {
            skipBlanks();
            if (!accept('=')) {
                return Optional.empty();
            }
            skipBlanks();
            char quote = accept('"') ? '"' : '\'';
            if (quote == '\'' && !accept('\'')) {
                return Optional.empty();
            }
            int start = position;
            while (position < text.length()) {
                char c = text.charAt(position++);
                if (c == quote) {
                    return Optional.of(text.substring(start, position - 1));
                }
                if (c == '<' || c == UNKNOWN_TEXT || c == '&' && !entity()) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        /** Pango rejects the whole text because of one unknown attribute or invalid colour. */
        private static boolean isKnown(String attribute, String value) {
            return COLOURS.contains(attribute) ? isColour(value) : OTHER_ATTRIBUTES.contains(attribute);
        }

        /**
         * Whether a value can be a colour: hex digits or a name. Names are not checked because Pango knows hundreds.
         */
        private static boolean isColour(String value) {
            boolean hex = value.startsWith("#");
            int digits = value.length() - 1;
            if (value.isEmpty() || hex && (digits < 3 || digits > 16 || digits % 3 != 0 && digits % 4 != 0)) {
                return false;
            }
            for (int i = hex ? 1 : 0; i < value.length(); i++) {
                char c = value.charAt(i);
                boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
                boolean digit = c >= '0' && c <= '9';
                boolean good = hex ? Character.digit(c, 16) >= 0 && c < 128 : letter || i > 0 && (digit || c == ' ');
                if (!good) {
                    return false;
                }
            }
            return true;
        }

        private boolean entity() {
            int end = text.indexOf(';', position);
            if (end < 0) {
                return false;
            }
            String entity = text.substring(position, end);
            position = end + 1;
            return ENTITIES.contains(entity) || isDisplayableReference(entity);
        }

        private static boolean isDisplayableReference(String entity) {
            boolean hex = entity.startsWith("#x");
            String digits = hex ? entity.substring(2) : entity.startsWith("#") ? entity.substring(1) : "";
            if (digits.isEmpty() || digits.length() > 7) {
                return false;
            }
            int value = 0;
            for (int i = 0; i < digits.length(); i++) {
                int digit = Character.digit(digits.charAt(i), hex ? 16 : 10);
                if (digit < 0 || digits.charAt(i) > 'f') {
                    return false;
                }
                value = value * (hex ? 16 : 10) + digit;
            }
            return Character.isValidCodePoint(value)
                    && TextSanitizer.clean(Character.toString(value)).equals(Character.toString(value));
        }

        private String name() {
            int start = position;
            while (position < text.length() && isNameCharacter(text.charAt(position))) {
                position++;
            }
            return text.substring(start, position);
        }

        private static boolean isNameCharacter(char c) {
            return c >= 'a' && c <= 'z' || c == '_';
        }

        private boolean skipBlanks() {
            int start = position;
            while (position < text.length() && text.charAt(position) == ' ') {
                position++;
            }
            return position > start;
        }

        private boolean accept(char expected) {
            if (position < text.length() && text.charAt(position) == expected) {
                position++;
                return true;
            }
            return false;
        }
    }
}
