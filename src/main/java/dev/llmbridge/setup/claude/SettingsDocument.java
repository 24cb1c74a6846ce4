package dev.llmbridge.setup.claude;

import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.setup.claude.Node.ArrayNode;
import dev.llmbridge.setup.claude.Node.Member;
import dev.llmbridge.setup.claude.Node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of settings and its parsed form. Immutable: a change returns a new document.
 *
 * @param byteOrderMark the byte order mark before the text, which some editors write; empty if there is none
 * @param ownName the name that identifies our entries
 */
record SettingsDocument(String byteOrderMark, String text, ObjectNode root, IndentStyle style, ExecutableName ownName) {
    static final String HOOKS = "hooks";
    static final String STATUS_LINE = "statusLine";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Thrown if settings cannot be edited; the message gives the reason as a predicate to follow the file's name,
     * without control characters.
     */
    static final class UneditableSettingsException extends Exception {
        private static final long serialVersionUID = 1;

        UneditableSettingsException(String message) {
            super(TextSanitizer.clean(message));
        }
    }

    /**
     * Parses settings.
     *
     * @throws UneditableSettingsException if they are not UTF-8, or not JSON of the form that Claude Code documents
     */
    static SettingsDocument parse(byte[] settings, ExecutableName ownName) throws UneditableSettingsException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(settings))
                    .toString();
            String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
            return parse(mark, text.substring(mark.length()), ownName);
        } catch (CharacterCodingException e) {
            throw new UneditableSettingsException("is not encoded in UTF-8");
        }
    }

    private static SettingsDocument parse(String byteOrderMark, String text, ExecutableName ownName)
            throws UneditableSettingsException {
        if (!(NodeParser.parse(text) instanceof ObjectNode root)) {
            throw new UneditableSettingsException("is not a JSON object: the form {...} is needed");
        }
        requireUnique(root, HOOKS);
        requireUnique(root, STATUS_LINE);
        Optional<Member> hooks = root.member(HOOKS);
        if (hooks.isPresent()) {
            checkHooks(hooks.get());
        }
        return new SettingsDocument(byteOrderMark, text, root, IndentStyle.of(text, root), ownName);
    }

    private static void checkHooks(Member hooks) throws UneditableSettingsException {
        if (!(hooks.value() instanceof ObjectNode events)) {
            throw new UneditableSettingsException("has \"hooks\" that are not an object");
        }
        for (String event : Registration.EVENTS) {
            requireUnique(events, event);
            Optional<Member> groups = events.member(event);
            if (groups.isPresent() && !(groups.get().value() instanceof ArrayNode)) {
                throw new UneditableSettingsException("has hooks for " + event + " that are not a list");
            }
        }
    }

    private static void requireUnique(ObjectNode object, String name) throws UneditableSettingsException {
        if (object.members().stream()
                        .filter(member -> member.name().equals(name))
                        .count()
                > 1) {
            throw new UneditableSettingsException("contains \"" + name + "\" more than once");
        }
    }

    /** Returns the settings in UTF-8. */
    byte[] bytes() {
        return (byteOrderMark + text).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the object "hooks", which has a list of matcher groups for each event. */
    Optional<ObjectNode> hooks() {
        return root.value(HOOKS, ObjectNode.class);
    }

    /** Starts a change to the text. */
    TextEdit edit() {
        return new TextEdit(text, style);
    }

    /** Returns the document with the text that one of our edits returned. */
    SettingsDocument with(String edited) {
        try {
            return edited.equals(text) ? this : parse(byteOrderMark, edited, ownName);
        } catch (UneditableSettingsException e) {
            throw new IllegalStateException("an edit has made the settings invalid", e);
        }
    }
}
