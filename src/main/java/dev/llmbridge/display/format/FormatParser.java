package dev.llmbridge.display.format;

import dev.llmbridge.display.format.Format.Part;
import dev.llmbridge.display.text.SpellingSuggestion;
import dev.llmbridge.display.text.TextSanitizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Parses a format string. {@code {name}}, {@code {name:...}}, {@code {?name}} and {@code {/name}} are tags, so an
 * unknown name is an error. Every other brace is literal.
 */
final class FormatParser {
    private static final String COLOUR = "color";
    private static final String DOLLAR = "$";
    /** Bounds the recursion over the parsed tree. */
    private static final int MAX_DEPTH = 16;

    private final String text;
    private final Deque<Block> open = new ArrayDeque<>();
    private final StringBuilder literal = new StringBuilder();
    private List<Part> parts = new ArrayList<>();
    private int position;

    /**
     * An open block.
     *
     * @param start index of its opening tag
     * @param openingTag its opening tag, for error messages
     * @param name the name in its tags
     * @param part creates the block from the parts that it encloses
     * @param before the parts that precede it in the enclosing block
     */
    private record Block(
            int start, String openingTag, String name, Function<List<Part>, Part> part, List<Part> before) {}

    private FormatParser(String text) {
        this.text = text;
    }

    static List<Part> parse(String text) throws FormatException {
        return new FormatParser(text).parse();
    }

    private List<Part> parse() throws FormatException {
        while (position < text.length()) {
            char c = text.charAt(position);
            int end = c == '{' ? tagEnd() : -1;
            if (end >= 0) {
                endLiteral();
                tag(text.substring(position + 1, end));
                position = end + 1;
            } else if (c == '\\' && position + 1 < text.length() && escape(text.charAt(position + 1))) {
                position += 2;
            } else {
                literal.append(c);
                position++;
            }
        }
        endLiteral();
        if (!open.isEmpty()) {
            Block block = open.peek();
            throw error(block.start, block.openingTag + " is not closed by {/" + block.name + "}");
        }
        return List.copyOf(parts);
    }

    private boolean escape(char c) {
        switch (c) {
            case '{' -> literal.append('{');
            case 'n' -> literal.append('\n');
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Returns the index of the brace that closes the tag beginning here, or -1 if the brace here is literal. */
    private int tagEnd() {
        int i = position + 1;
        if (i < text.length() && (text.charAt(i) == '?' || text.charAt(i) == '/')) {
            i++;
        }
        int nameStart = i;
        while (i < text.length() && isNameCharacter(text.charAt(i), i == nameStart)) {
            i++;
        }
        if (i == nameStart) {
            return -1;
        }
        if (i < text.length() && text.charAt(i) == ':') {
            while (i < text.length() && text.charAt(i) != '}' && text.charAt(i) != '{') {
                i++;
            }
        }
        return i < text.length() && text.charAt(i) == '}' ? i : -1;
    }

    private static boolean isNameCharacter(char c, boolean first) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        return letter || !first && (c == '_' || c >= '0' && c <= '9');
    }

    private void tag(String tag) throws FormatException {
        switch (tag.charAt(0)) {
            case '?' -> {
                Field field = field(tag, tag.substring(1));
                begin("{" + tag + "}", field.placeholder(), inner -> new Part.Conditional(field, inner));
            }
            case '/' -> end(tag.substring(1));
            default -> placeholderOrColour(tag);
        }
    }

    private void placeholderOrColour(String tag) throws FormatException {
        int colon = tag.indexOf(':');
        String name = colon < 0 ? tag : tag.substring(0, colon);
        String argument = colon < 0 ? "" : tag.substring(colon + 1);
        if (name.equals(COLOUR)) {
            Optional<FormatColor> colour = FormatColor.of(argument);
            if (colour.isEmpty()) {
                throw error(position, "{" + tag + "}: {color:...} takes " + FormatColor.VALID);
            }
            begin("{color:...}", name, inner -> new Part.Coloured(colour.get(), inner));
            return;
        }
        Field field = field(tag, name);
        Optional<FormatSpec> spec = colon < 0 ? Optional.of(FormatSpec.NONE) : FormatSpec.parse(argument, field.kind());
        if (spec.isEmpty()) {
            throw error(position, "{" + tag + "}: {" + name + "} takes " + FormatSpec.valid(field.kind()));
        }
        parts.add(new Part.Placeholder(field == Field.COST ? takeDollar() : "", field, spec.get()));
    }

    /** Removes a dollar sign from the end of the text so far; returns it, or an empty string if there is none. */
    private String takeDollar() {
        if (parts.isEmpty() || !(parts.getLast() instanceof Part.Literal(String before)) || !before.endsWith(DOLLAR)) {
            return "";
        }
        parts.removeLast();
        if (before.length() > DOLLAR.length()) {
            parts.add(new Part.Literal(before.substring(0, before.length() - DOLLAR.length())));
        }
        return DOLLAR;
    }

    private void begin(String openingTag, String name, Function<List<Part>, Part> part) throws FormatException {
        if (open.size() == MAX_DEPTH) {
            throw error(position, "blocks are nested more than " + MAX_DEPTH + " deep");
        }
        open.push(new Block(position, openingTag, name, part, parts));
        parts = new ArrayList<>();
    }

    private void end(String name) throws FormatException {
        if (open.isEmpty()) {
            throw error(position, "{/" + name + "} closes no block");
        }
        Block block = open.pop();
        if (!block.name.equals(name)) {
            throw error(position, "{/" + name + "} cannot close " + block.openingTag);
        }
        List<Part> inner = parts;
        parts = block.before;
        parts.add(block.part.apply(List.copyOf(inner)));
    }

    private Field field(String tag, String name) throws FormatException {
        Optional<Field> field = Field.of(name);
        if (field.isPresent()) {
            return field.get();
        }
        throw error(position, "unknown placeholder {" + quotable(tag) + "}" + suggestion(name));
    }

    private static String suggestion(String name) {
        List<String> known = new ArrayList<>();
        for (Field field : Field.values()) {
            known.add(field.placeholder());
        }
        known.add(COLOUR);
        return SpellingSuggestion.nearest(quotable(name), known)
                .map(nearest -> "; did you mean {" + nearest + "}?")
                .orElse("");
    }

    private static String quotable(String tag) {
        return TextSanitizer.truncate(TextSanitizer.clean(tag), 40);
    }

    private FormatException error(int index, String problem) {
        return new FormatException(text.codePointCount(0, index) + 1, problem);
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
