package dev.llmbridge.setup.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.LiteralNode;
import dev.llmbridge.setup.json.Node.Member;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.StringNode;
import dev.llmbridge.setup.json.Node.ValueNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Parses JSON and keeps the range of each value. */
public final class NodeParser {
    private static final JsonFactory STRICT = factory().build();
    private static final JsonFactory JSONCPP = factory()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
            .build();

    private final JsonParser parser;

    private NodeParser(JsonParser parser) {
        this.parser = parser;
    }

    private static JsonFactoryBuilder factory() {
        return new JsonFactoryBuilder()
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build());
    }

    /**
     * Parses JSON.
     *
     * @throws UneditableTextException if the text is empty, nested too deeply or not valid JSON; for a syntax
     *     error, the message contains its line and column, counted from 1
     */
    public static ValueNode parse(String text, JsonDialect dialect) throws UneditableTextException {
        JsonFactory factory =
                switch (dialect) {
                    case STRICT -> STRICT;
                    case JSONCPP -> JSONCPP;
                };
        try (JsonParser parser = factory.createParser(text.toCharArray())) {
            if (parser.nextToken() == null) {
                throw new UneditableTextException("is empty: JSON needs at least {}");
            }
            ValueNode root = new NodeParser(parser).value();
            switch (dialect) {
                case STRICT -> requireEnd(parser, text);
                case JSONCPP -> requireValid(root, text);
            }
            return root;
        } catch (StreamConstraintsException e) {
            throw new UneditableTextException("is nested too deeply");
        } catch (JsonProcessingException e) {
            int at = Math.clamp(offset(e.getLocation()), 0, text.length());
            throw invalid(text, at, reason(text, at, dialect, e.getOriginalMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private static void requireEnd(JsonParser parser, String text) throws IOException, UneditableTextException {
        if (parser.nextToken() != null) {
            throw invalid(text, offset(parser.currentTokenLocation()), "unexpected text after the end");
        }
    }

    private static void requireValid(ValueNode root, String text) throws UneditableTextException {
        OptionalInt violation = new JsonCppRules(text).firstViolation(root);
        if (violation.isPresent()) {
            int at = violation.getAsInt();
            throw invalid(text, at, text.charAt(at) == '/' ? "a comment is not allowed here" : "unknown escape");
        }
    }

    private ValueNode value() throws IOException {
        int start = offset(parser.currentTokenLocation());
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(start);
            case START_ARRAY -> array(start);
            case VALUE_STRING -> {
                String value = parser.getText();
                yield new StringNode(start, offset(parser.currentLocation()), value);
            }
            default -> new LiteralNode(start, offset(parser.currentLocation()));
        };
    }

    private ObjectNode object(int start) throws IOException {
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int nameStart = offset(parser.currentTokenLocation());
            String name = parser.currentName();
            parser.nextToken();
            members.add(new Member(nameStart, name, value()));
        }
        return new ObjectNode(start, offset(parser.currentTokenLocation()) + 1, members);
    }

    private ArrayNode array(int start) throws IOException {
        List<ValueNode> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return new ArrayNode(start, offset(parser.currentTokenLocation()) + 1, elements);
    }

    private static int offset(JsonLocation location) {
        return (int) location.getCharOffset();
    }

    private static UneditableTextException invalid(String text, int at, String reason) {
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        long line =
                1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        int column = 1 + at - lineStart;
        return new UneditableTextException("is not valid JSON at " + line + ":" + column + ": " + reason);
    }

    private static String reason(String text, int at, JsonDialect dialect, String message) {
        if (text.substring(at).isBlank()) {
            return "unexpected end of file";
        }
        char found = text.charAt(at);
        if (found == '/' && dialect == JsonDialect.STRICT) {
            return "comments are not allowed";
        }
        boolean closes = found == '}' || found == ']';
        if (closes
                && dialect == JsonDialect.STRICT
                && text.substring(0, at).stripTrailing().endsWith(",")) {
            return "trailing comma before " + found;
        }
        if (message.startsWith("Unexpected character")) {
            return "unexpected '" + (Character.isISOControl(found) ? ' ' : found) + "'";
        }
        return firstClause(message);
    }

    /** Keeps the first clause; the library continues with advice for programmers. */
    private static String firstClause(String message) {
        String clause = message.split(": | \\(", 2)[0];
        return clause.substring(0, 1).toLowerCase(Locale.ROOT) + clause.substring(1);
    }
}
