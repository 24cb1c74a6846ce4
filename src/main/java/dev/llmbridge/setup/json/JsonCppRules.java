package dev.llmbridge.setup.json;

import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.LiteralNode;
import dev.llmbridge.setup.json.Node.Member;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.StringNode;
import dev.llmbridge.setup.json.Node.ValueNode;
import java.util.OptionalInt;

/** Finds what JsonCpp rejects in a text that a parser with every extension of JSON accepts. */
record JsonCppRules(String text) {
    private static final String ESCAPES = "\"\\/bfnrtu";

    /** Returns the offset of the first such place. */
    OptionalInt firstViolation(ValueNode value) {
        return switch (value) {
            case ObjectNode object -> first(object);
            case ArrayNode array -> first(array);
            case StringNode string -> badEscape(string.start(), string.end());
            case LiteralNode _ -> OptionalInt.empty();
        };
    }

    private OptionalInt first(ObjectNode object) {
        for (Member member : object.members()) {
            int nameEnd = Trivia.endOfString(text, member.start());
            int colon = Trivia.skipWhitespace(text, nameEnd);
            if (text.charAt(colon) != ':') {
                return OptionalInt.of(colon);
            }
            OptionalInt violation = badEscape(member.start(), nameEnd);
            if (violation.isEmpty()) {
                violation = firstViolation(member.value());
            }
            if (violation.isPresent()) {
                return violation;
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt first(ArrayNode array) {
        int tail = array.start() + 1;
        for (ValueNode element : array.elements()) {
            OptionalInt violation = firstViolation(element);
            if (violation.isPresent()) {
                return violation;
            }
            OptionalInt comma = Trivia.comma(text, element.end());
            tail = comma.isPresent() ? comma.getAsInt() + 1 : Trivia.skip(text, element.end());
        }
        int at = Trivia.skipWhitespace(text, tail);
        return at == array.end() - 1 ? OptionalInt.empty() : OptionalInt.of(at);
    }

    private OptionalInt badEscape(int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == '\\') {
                char escaped = text.charAt(i + 1);
                boolean isHex = escaped == 'x' && isHexDigit(text.charAt(i + 2)) && isHexDigit(text.charAt(i + 3));
                if (ESCAPES.indexOf(escaped) < 0 && !isHex) {
                    return OptionalInt.of(i);
                }
                i++;
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isHexDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
