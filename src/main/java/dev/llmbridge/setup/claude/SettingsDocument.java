package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.ArrayNode;
import dev.llmbridge.setup.claude.Node.ObjectNode;
import java.util.Optional;

/** The text of settings and its parsed form. Immutable: a change returns a new document. */
record SettingsDocument(String text, ObjectNode root, IndentStyle style, ExecutableName ownName) {
    static final String HOOKS = "hooks";
    static final String STATUS_LINE = "statusLine";

    /** @throws UneditableSettingsException if the text is not JSON of the form that Claude Code documents */
    static SettingsDocument read(String text, ExecutableName ownName) throws UneditableSettingsException {
        Node node = NodeParser.read(text);
        if (!(node instanceof ObjectNode root)) {
            throw new UneditableSettingsException("is not a JSON object: the form {...} is needed");
        }
        requireUnique(root, HOOKS);
        requireUnique(root, STATUS_LINE);
        Optional<Member> hooks = root.member(HOOKS);
        if (hooks.isPresent()) {
            checkHooks(hooks.get().value());
        }
        return new SettingsDocument(text, root, IndentStyle.of(text, root), ownName);
    }

    /** Returns the member "hooks", which has a list of matcher groups for each event. */
    Optional<Member> hooks() {
        return root.member(HOOKS);
    }

    SettingsDocument with(String changed) throws UneditableSettingsException {
        return changed.equals(text) ? this : read(changed, ownName);
    }

    private static void checkHooks(Node hooks) throws UneditableSettingsException {
        if (!(hooks instanceof ObjectNode events)) {
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
}
