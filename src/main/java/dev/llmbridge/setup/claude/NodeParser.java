package dev.llmbridge.setup.claude;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Parses JSON as strictly as Claude Code does and keeps the range of each value. */
final class NodeParser {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;

    private NodeParser(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws UneditableSettingsException with the line and column of the first error */
    static Node read(String text) throws UneditableSettingsException {
        try (JsonParser parser = JSON.createParser(text.toCharArray())) {
            if (parser.nextToken() == null) {
                throw new UneditableSettingsException("is empty: JSON needs at least {}");
            }
            Node root = new NodeParser(parser).node();
            if (parser.nextToken() != null) {
                throw JsonErrorMessage.at(
                        text, (int) parser.currentTokenLocation().getCharOffset(), "unexpected text after the end");
            }
            return root;
        } catch (StreamConstraintsException e) {
            throw new UneditableSettingsException("is nested too deeply");
        } catch (JsonProcessingException e) {
            throw JsonErrorMessage.of(text, e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private Node node() throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(start);
            case START_ARRAY -> array(start);
            case VALUE_STRING -> {
                String value = parser.getText();
                yield new Node.StringNode(start, (int) parser.currentLocation().getCharOffset(), value);
            }
            default -> new Node.LiteralNode(start, start + parser.getTextLength());
        };
    }

    private Node object(int start) throws IOException {
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int nameStart = (int) parser.currentTokenLocation().getCharOffset();
            String name = parser.currentName();
            parser.nextToken();
            members.add(new Member(nameStart, name, node()));
        }
        return new Node.ObjectNode(start, endOfContainer(), members);
    }

    private Node array(int start) throws IOException {
        List<Node> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(node());
        }
        return new Node.ArrayNode(start, endOfContainer(), elements);
    }

    private int endOfContainer() {
        return (int) parser.currentTokenLocation().getCharOffset() + 1;
    }
}
