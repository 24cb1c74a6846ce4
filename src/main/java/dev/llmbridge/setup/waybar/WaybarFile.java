package dev.llmbridge.setup.waybar;

import dev.llmbridge.setup.json.IndentStyle;
import dev.llmbridge.setup.json.JsonDialect;
import dev.llmbridge.setup.json.JsoncEdit;
import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.LiteralNode;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.StringNode;
import dev.llmbridge.setup.json.Node.ValueNode;
import dev.llmbridge.setup.json.NodeParser;
import dev.llmbridge.setup.json.TextEdit;
import dev.llmbridge.setup.json.UneditableTextException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of Waybar's configuration, parsed. Waybar does not check the encoding: a file that is not UTF-8 is handled as a
 * sequence of bytes, one character each.
 *
 * @param path the path under which the file was found
 * @param byteOrderMark the byte order mark before the text; empty if there is none
 * @param charset UTF-8, or ISO 8859-1 for a file that is not UTF-8
 */
record WaybarFile(Path path, String byteOrderMark, Charset charset, String text, ValueNode root) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @throws UneditableTextException if Waybar rejects the content */
    static WaybarFile parse(Path path, byte[] content) throws UneditableTextException {
        Optional<String> utf8 = utf8(content);
        Charset charset = utf8.isPresent() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String decoded = utf8.orElseGet(() -> new String(content, StandardCharsets.ISO_8859_1));
        String expected = new String(BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8), charset);
        String mark = decoded.startsWith(expected) ? expected : "";
        String text = decoded.substring(mark.length());
        return new WaybarFile(path, mark, charset, text, NodeParser.parse(text, JsonDialect.JSONCPP));
    }

    private static Optional<String> utf8(byte[] content) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Returns the content with the text that one of our edits returned. */
    byte[] with(String edited) {
        return (byteOrderMark + edited).getBytes(charset);
    }

    /** Returns the bars in order: the root, or the objects in it. */
    List<ObjectNode> bars() {
        return switch (root) {
            case ObjectNode bar -> List.of(bar);
            case ArrayNode bars -> bars.objects();
            case StringNode _, LiteralNode _ -> List.of();
        };
    }

    /** Returns what a string means. */
    String value(StringNode node) {
        return charset.equals(StandardCharsets.UTF_8)
                ? node.value()
                : utf8(node.value().getBytes(charset)).orElse(node.value());
    }

    /** Returns the characters in this file that mean {@code value}. */
    String encoded(String value) {
        return charset.equals(StandardCharsets.UTF_8)
                ? value
                : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Converts an offset in what a string means to one in its characters in this file. */
    int offset(StringNode node, int offset) {
        String value = value(node);
        return value.equals(node.value())
                ? offset
                : encoded(value.substring(0, offset)).length();
    }

    /** Returns a literal as it is written. */
    String literal(LiteralNode node) {
        return text.substring(node.start(), node.end());
    }

    /** Starts an addition or a removal. */
    JsoncEdit edit(ObjectNode bar) {
        return new JsoncEdit(text, IndentStyle.of(text, bar));
    }

    /** Starts the replacement of a value. */
    TextEdit replacement(ObjectNode bar) {
        return new TextEdit(text, IndentStyle.of(text, bar));
    }
}
