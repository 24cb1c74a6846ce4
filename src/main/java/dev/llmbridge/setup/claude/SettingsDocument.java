package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.TargetFile;
import dev.llmbridge.setup.file.TargetFile.FileSnapshot;
import dev.llmbridge.setup.json.IndentStyle;
import dev.llmbridge.setup.json.JsonDialect;
import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.Member;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.NodeParser;
import dev.llmbridge.setup.json.TextEdit;
import dev.llmbridge.setup.json.UneditableTextException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of settings and its parsed form. Immutable: a change returns a new document.
 *
 * @param byteOrderMark the byte order mark before the text, which some editors write; empty if there is none
 * @param text may be blank, which Claude Code takes as {}
 * @param root the settings; if the text contains a name more than once, its last value counts
 * @param ownName the name that identifies our entries
 */
record SettingsDocument(String byteOrderMark, String text, ObjectNode root, IndentStyle style, ExecutableName ownName) {
    static final String HOOKS = "hooks";
    static final String STATUS_LINE = "statusLine";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Parses the content of a file.
     *
     * @throws ChangeRefusedException if it is not JSON of the form that Claude Code accepts
     */
    static SettingsDocument of(TargetFile file, FileSnapshot snapshot, ExecutableName ownName)
            throws ChangeRefusedException {
        try {
            return parse(snapshot.content(), ownName);
        } catch (UneditableTextException e) {
            throw new ChangeRefusedException(file.name() + " " + e.getMessage());
        }
    }

    /**
     * Parses settings.
     *
     * @throws UneditableTextException if they are not UTF-8, or not JSON of the form that Claude Code documents
     */
    static SettingsDocument parse(byte[] settings, ExecutableName ownName) throws UneditableTextException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(settings))
                    .toString();
            String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
            return parse(mark, text.substring(mark.length()), ownName);
        } catch (CharacterCodingException e) {
            throw new UneditableTextException("is not encoded in UTF-8");
        }
    }

    private static SettingsDocument parse(String byteOrderMark, String text, ExecutableName ownName)
            throws UneditableTextException {
        if (text.isBlank()) {
            ObjectNode nothing = new ObjectNode(text.length(), text.length(), List.of());
            return new SettingsDocument(byteOrderMark, text, nothing, IndentStyle.DEFAULT, ownName);
        }
        if (!(NodeParser.parse(text, JsonDialect.STRICT) instanceof ObjectNode root)) {
            throw new UneditableTextException("is not a JSON object: the form {...} is needed");
        }
        Optional<Member> hooks = root.member(HOOKS);
        if (hooks.isPresent()) {
            checkHooks(hooks.get());
        }
        return new SettingsDocument(byteOrderMark, text, root, IndentStyle.of(text, root), ownName);
    }

    private static void checkHooks(Member hooks) throws UneditableTextException {
        if (!(hooks.value() instanceof ObjectNode events)) {
            throw new UneditableTextException("has \"hooks\" that are not an object");
        }
        for (String event : Registration.EVENTS) {
            Optional<Member> groups = events.member(event);
            if (groups.isPresent() && !(groups.get().value() instanceof ArrayNode)) {
                throw new UneditableTextException("has hooks for " + event + " that are not a list");
            }
        }
    }

    /** Returns whether there is no text, which Claude Code takes as {}. */
    boolean isBlank() {
        return text.isBlank();
    }

    /** Returns the settings in UTF-8. */
    byte[] bytes() {
        return (byteOrderMark + text).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the object "hooks", which has a list of matcher groups for each event. */
    Optional<ObjectNode> hooks() {
        return root.value(HOOKS, ObjectNode.class);
    }

    /** Returns all objects "hooks", of which only the last counts. */
    List<ObjectNode> allHooks() {
        List<ObjectNode> all = new ArrayList<>();
        for (Member member : root.members()) {
            if (member.name().equals(HOOKS) && member.value() instanceof ObjectNode events) {
                all.add(events);
            }
        }
        return all;
    }

    /** Starts a change to the text. */
    TextEdit edit() {
        return new TextEdit(text, style);
    }

    /** Returns the document with the text that one of our edits returned. */
    SettingsDocument with(String edited) {
        try {
            return edited.equals(text) ? this : parse(byteOrderMark, edited, ownName);
        } catch (UneditableTextException e) {
            throw new IllegalStateException("an edit has made the settings invalid", e);
        }
    }
}
