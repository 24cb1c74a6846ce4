package dev.llmbridge.display.format;

import dev.llmbridge.display.text.SpellingSuggestion;
import dev.llmbridge.display.text.TextSanitizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads a format, once. What stands in braces and begins with a letter, {@code ?} or {@code /} is meant as a tag, so
 * one that is not known is a mistake; every other brace stands for itself.
 */
final class FormatParser {
    private static final String COLOUR = "color";
    /** Nobody writes more, and the tree is walked by recursion. */
    private static final int DEEPEST = 16;

    private final String text;
    private final Deque<Block> open = new ArrayDeque<>();
    private final StringBuilder literal = new StringBuilder();
    private List<FormatPart> parts = new ArrayList<>();
    private int position;

    /** A block that has begun: where, its tag's name, and what stood before it. */
    private record Block(
            int start, String name, Optional<Field> field, Optional<FormatColor> hue, List<FormatPart> before) {
        FormatPart around(List<FormatPart> inner) {
            return field.isPresent()
                    ? new FormatPart.Conditional(field.get(), List.copyOf(inner))
                    : new FormatPart.Coloured(hue.orElseThrow(), List.copyOf(inner));
        }

        String opening() {
            return field.isPresent() ? "{?" + name + "}" : "{" + name + ":...}";
        }
    }

    private FormatParser(String text) {
        this.text = text;
    }

    static List<FormatPart> parse(String text) throws FormatException {
        return new FormatParser(text).parse();
    }

    private List<FormatPart> parse() throws FormatException {
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
            throw mistake(block.start, block.opening() + " is never ended by {/" + block.name + "}");
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

    /** Where the tag that begins here ends; -1 where this brace is only a brace. */
    private int tagEnd() {
        int i = position + 1;
        if (i < text.length() && (text.charAt(i) == '?' || text.charAt(i) == '/')) {
            i++;
        }
        int nameStart = i;
        while (i < text.length() && isOfName(text.charAt(i), i == nameStart)) {
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

    private static boolean isOfName(char c, boolean first) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        return letter || !first && (c == '_' || c >= '0' && c <= '9');
    }

    private void tag(String tag) throws FormatException {
        switch (tag.charAt(0)) {
            case '?' ->
                begin(new Block(
                        position,
                        tag.substring(1),
                        Optional.of(field(tag, tag.substring(1))),
                        Optional.empty(),
                        parts));
            case '/' -> end(tag.substring(1));
            default -> value(tag);
        }
    }

    private void value(String tag) throws FormatException {
        int colon = tag.indexOf(':');
        String name = colon < 0 ? tag : tag.substring(0, colon);
        String argument = colon < 0 ? "" : tag.substring(colon + 1);
        if (name.equals(COLOUR)) {
            Optional<FormatColor> hue = FormatColor.of(argument);
            if (hue.isEmpty()) {
                throw mistake(position, "{" + tag + "} is no colour: {color:...} takes " + FormatColor.TAKES);
            }
            begin(new Block(position, name, Optional.empty(), hue, parts));
            return;
        }
        Field field = field(tag, name);
        Optional<FormatSpec> spec =
                colon < 0 ? Optional.of(FormatSpec.NONE) : FormatSpecParser.parse(argument, field.kind());
        if (spec.isEmpty()) {
            throw mistake(position, "{" + tag + "}: {" + name + "} takes " + FormatSpecParser.takes(field.kind()));
        }
        parts.add(new FormatPart.Placeholder(field, spec.get()));
    }

    private void begin(Block block) throws FormatException {
        if (open.size() == DEEPEST) {
            throw mistake(position, "more than " + DEEPEST + " blocks in each other");
        }
        open.push(block);
        parts = new ArrayList<>();
    }

    private void end(String name) throws FormatException {
        if (open.isEmpty()) {
            throw mistake(position, "{/" + name + "} ends what has not begun");
        }
        Block block = open.pop();
        if (!block.name.equals(name)) {
            throw mistake(position, "{/" + name + "} cannot end " + block.opening());
        }
        List<FormatPart> inner = parts;
        parts = block.before;
        parts.add(block.around(inner));
    }

    private Field field(String tag, String name) throws FormatException {
        Optional<Field> field = Field.of(name);
        if (field.isPresent()) {
            return field.get();
        }
        throw mistake(position, "there is no {" + shown(tag) + "}" + suggestion(name));
    }

    private static String suggestion(String name) {
        List<String> known = new ArrayList<>();
        for (Field field : Field.values()) {
            known.add(field.placeholder());
        }
        known.add(COLOUR);
        return SpellingSuggestion.nearest(shown(name), known)
                .map(nearest -> "; did you mean {" + nearest + "}?")
                .orElse("");
    }

    private static String shown(String tag) {
        return TextSanitizer.shorten(TextSanitizer.clean(tag), 40);
    }

    private FormatException mistake(int at, String what) {
        return new FormatException(text.codePointCount(0, at) + 1, what);
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new FormatPart.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
