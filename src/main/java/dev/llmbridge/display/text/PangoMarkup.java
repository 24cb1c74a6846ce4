package dev.llmbridge.display.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Pango markup. A bar that is given broken markup keeps its old label, so nothing broken may leave this program. */
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

    /** Stands for a text that is not known yet: nothing to be put into a tag, where Pango takes only certain words. */
    public static final char FILLING = '\uFFFC';

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

    /** Whether tags of Pango are closed in order, attributes quoted and entities known. */
    public static boolean isWellFormed(String text) {
        return !text.contains("]]>") && new Scanner(text).accepts();
    }

    /** Whether well-formed markup shows nothing but blanks. */
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

        boolean accepts() {
            boolean good = true;
            while (good && position < text.length()) {
                good = switch (text.charAt(position++)) {
                    case '<' -> takes('/') ? closingTag() : openingTag();
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
            while (skipsBlanks()) {
                String attribute = name();
                if (attribute.isEmpty()) {
                    break;
                }
                int valueStart = position;
                if (attributes.contains(attribute) || !attributeValue() || !isKnown(attribute, valueStart)) {
                    return false;
                }
                attributes.add(attribute);
            }
            if (!attributes.isEmpty() && !tag.equals("span")) {
                return false;
            }
            if (takes('/')) {
                return takes('>');
            }
            open.push(tag);
            return takes('>');
        }

        private boolean closingTag() {
            String tag = name();
            skipsBlanks();
            return takes('>') && !open.isEmpty() && open.pop().equals(tag);
        }

        private boolean attributeValue() {
            skipsBlanks();
            if (!takes('=')) {
                return false;
            }
            skipsBlanks();
            char quote = takes('"') ? '"' : '\'';
            if (quote == '\'' && !takes('\'')) {
                return false;
            }
            while (position < text.length()) {
                char c = text.charAt(position++);
                if (c == quote) {
                    return true;
                }
                if (c == '<' || c == FILLING || c == '&' && !entity()) {
                    return false;
                }
            }
            return false;
        }

        /** One unknown attribute, or a colour that is none, and Pango refuses the whole text. */
        private boolean isKnown(String attribute, int valueStart) {
            if (!COLOURS.contains(attribute)) {
                return OTHER_ATTRIBUTES.contains(attribute);
            }
            int start = valueStart;
            while (text.charAt(start) != '"' && text.charAt(start) != '\'') {
                start++;
            }
            return isColour(text.substring(start + 1, position - 1));
        }

        /** Whether it could be one: hex digits, or a name, of which there are too many to know them all. */
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
            return ENTITIES.contains(entity) || isShowableReference(entity);
        }

        private static boolean isShowableReference(String entity) {
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

        private boolean skipsBlanks() {
            int start = position;
            while (position < text.length() && text.charAt(position) == ' ') {
                position++;
            }
            return position > start;
        }

        private boolean takes(char expected) {
            if (position < text.length() && text.charAt(position) == expected) {
                position++;
                return true;
            }
            return false;
        }
    }
}
