package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.Sequence;
import dev.llmbridge.setup.claude.Node.Structure;
import java.util.Optional;

/** Settings as text and as what the text means. Every change makes another one. */
record Document(String text, Structure root, Style style, OwnName ownName) {
    static final String HOOKS = "hooks";
    static final String STATUS_LINE = "statusLine";

    /** @throws UnsuitableSettings for anything that is not JSON of the form that Claude Code documents */
    static Document read(String text, OwnName ownName) throws UnsuitableSettings {
        Node node = NodeReader.read(text);
        if (!(node instanceof Structure root)) {
            throw new UnsuitableSettings("holds no object: JSON of the form {...} is needed");
        }
        mustBeUnique(root, HOOKS);
        mustBeUnique(root, STATUS_LINE);
        Optional<Member> hooks = root.member(HOOKS);
        if (hooks.isPresent()) {
            check(hooks.get().value());
        }
        return new Document(text, root, Style.of(text, root), ownName);
    }

    /** The lists of matcher groups by event; empty where nothing is called "hooks". */
    Optional<Member> hooks() {
        return root.member(HOOKS);
    }

    Document with(String changed) throws UnsuitableSettings {
        return changed.equals(text) ? this : read(changed, ownName);
    }

    private static void check(Node hooks) throws UnsuitableSettings {
        if (!(hooks instanceof Structure events)) {
            throw new UnsuitableSettings("has \"hooks\" that are no object");
        }
        for (String event : Registration.EVENTS) {
            mustBeUnique(events, event);
            Optional<Member> groups = events.member(event);
            if (groups.isPresent() && !(groups.get().value() instanceof Sequence)) {
                throw new UnsuitableSettings("has hooks for " + event + " that are no list");
            }
        }
    }

    private static void mustBeUnique(Structure structure, String name) throws UnsuitableSettings {
        if (structure.members().stream()
                        .filter(member -> member.name().equals(name))
                        .count()
                > 1) {
            throw new UnsuitableSettings("names \"" + name + "\" more than once");
        }
    }
}
