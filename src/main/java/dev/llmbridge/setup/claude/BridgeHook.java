package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.json.Node;
import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.ContainerNode;
import dev.llmbridge.setup.json.Node.Member;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.StringNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of our entries among the hooks.
 *
 * @param event the name of the event
 * @param matchesAll whether the matcher of its group accepts everything
 * @param entry the hook's object
 * @param commandLine the parsed command line
 * @param containers the containers around {@code removable}, outermost first
 * @param removable what has to be removed: the entry, or its group if the group has no other entry
 */
record BridgeHook(
        String event,
        boolean matchesAll,
        ObjectNode entry,
        BridgeCommandLine commandLine,
        List<ContainerNode> containers,
        ObjectNode removable) {
    static final String EVENT_VERB = "event";

    /** The member with the arguments of a command that is started without a shell. */
    static final String ARGUMENTS = "args";

    /**
     * Returns our hooks that count, in order, including those of llm-waybar 0.1 and of older versions of this program.
     */
    static List<BridgeHook> in(SettingsDocument document) {
        List<BridgeHook> found = new ArrayList<>();
        document.hooks().ifPresent(events -> {
            for (Member event : events.members()) {
                if (events.member(event.name()).equals(Optional.of(event))) {
                    collect(document, events, event, found);
                }
            }
        });
        return found;
    }

    /** Returns all our hooks in order, also those that do not count because a name occurs again later. */
    static List<BridgeHook> everywhere(SettingsDocument document) {
        List<BridgeHook> found = new ArrayList<>();
        for (ObjectNode events : document.allHooks()) {
            for (Member event : events.members()) {
                collect(document, events, event, found);
            }
        }
        return found;
    }

    private static void collect(SettingsDocument document, ObjectNode events, Member event, List<BridgeHook> found) {
        if (event.value() instanceof ArrayNode groups) {
            for (ObjectNode group : groups.objects()) {
                collect(document, events, event.name(), groups, group, found);
            }
        }
    }

    private static void collect(
            SettingsDocument document,
            ObjectNode events,
            String event,
            ArrayNode groups,
            ObjectNode group,
            List<BridgeHook> found) {
        Optional<ArrayNode> entries = group.value(SettingsDocument.HOOKS, ArrayNode.class);
        if (entries.isEmpty()) {
            return;
        }
        boolean alone = entries.get().elements().size() == 1;
        List<ContainerNode> containers = alone
                ? List.of(document.root(), events, groups)
                : List.of(document.root(), events, groups, group, entries.get());
        for (ObjectNode hook : entries.get().objects()) {
            commandLine(hook, document.ownName())
                    .map(line -> new BridgeHook(event, matchesAll(group), hook, line, containers, alone ? group : hook))
                    .ifPresent(found::add);
        }
    }

    private static Optional<BridgeCommandLine> commandLine(ObjectNode hook, ExecutableName ownName) {
        Optional<StringNode> command = hook.value("command", StringNode.class);
        if (command.isEmpty()) {
            return Optional.empty();
        }
        if (hook.member(ARGUMENTS).isEmpty()) {
            return BridgeCommandLine.ofShell(command.get().value(), EVENT_VERB, ownName);
        }
        return words(command.get(), hook).flatMap(words -> BridgeCommandLine.ofWords(words, EVENT_VERB, ownName));
    }

    /** Returns the words of a command with separate arguments; empty if some are not strings. */
    static Optional<List<String>> words(StringNode command, ObjectNode entry) {
        List<String> words = new ArrayList<>(List.of(command.value()));
        if (!(entry.member(ARGUMENTS).map(Member::value).orElse(command) instanceof ArrayNode list)) {
            return Optional.empty();
        }
        for (Node word : list.elements()) {
            if (!(word instanceof StringNode text)) {
                return Optional.empty();
            }
            words.add(text.value());
        }
        return Optional.of(words);
    }

    private static boolean matchesAll(ObjectNode group) {
        Optional<Member> matcher = group.member("matcher");
        return matcher.isEmpty()
                || matcher.get().value() instanceof StringNode(int _, int _, String value)
                        && (value.isEmpty() || value.equals("*"));
    }

    /** Returns the value of "command": a program or a shell line. */
    StringNode command() {
        return entry.value("command", StringNode.class).orElseThrow();
    }

    boolean isShellLine() {
        return entry.member(ARGUMENTS).isEmpty();
    }
}
