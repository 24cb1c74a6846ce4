package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.ArrayNode;
import dev.llmbridge.setup.claude.Node.ObjectNode;
import java.util.Optional;

/** Settings as text and as what the text means. Every change makes another one. */
record SettingsDocument(String text, ObjectNode root, IndentStyle style, ExecutableName ownName) {
    static final String HOOKS = "hooks";
    static final String STATUS_LINE = "statusLine";

    /** @throws UneditableSettingsException for anything that is not JSON of the form that Claude Code documents */
    static SettingsDocument read(String text, ExecutableName ownName) throws UneditableSettingsException {
        Node node = NodeParser.read(text);
        if (!(node instanceof ObjectNode root)) {
            throw new UneditableSettingsException("holds no object: JSON of the form {...} is needed");
        }
        mustBeUnique(root, HOOKS);
        mustBeUnique(root, STATUS_LINE);
        Optional<Member> hooks = root.member(HOOKS);
        if (hooks.isPresent()) {
            check(hooks.get().value());
        }
        return new SettingsDocument(text, root, IndentStyle.of(text, root), ownName);
    }

    /** The lists of matcher groups by event; empty where nothing is called "hooks". */
    Optional<Member> hooks() {
        return root.member(HOOKS);
    }

    SettingsDocument with(String changed) throws UneditableSettingsException {
        return changed.equals(text) ? this : read(changed, ownName);
    }

    private static void check(Node hooks) throws UneditableSettingsException {
        if (!(hooks instanceof ObjectNode events)) {
            throw new UneditableSettingsException("has \"hooks\" that are no object");
        }
        for (String event : Registration.EVENTS) {
            mustBeUnique(events, event);
            Optional<Member> groups = events.member(event);
            if (groups.isPresent() && !(groups.get().value() instanceof ArrayNode)) {
                throw new UneditableSettingsException("has hooks for " + event + " that are no list");
            }
        }
    }

    private static void mustBeUnique(ObjectNode structure, String name) throws UneditableSettingsException {
        if (structure.members().stream()
                        .filter(member -> member.name().equals(name))
                        .count()
                > 1) {
            throw new UneditableSettingsException("names \"" + name + "\" more than once");
        }
    }
}
