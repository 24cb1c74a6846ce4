package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.ArrayNode;
import dev.llmbridge.setup.claude.Node.ContainerNode;
import dev.llmbridge.setup.claude.Node.ObjectNode;
import dev.llmbridge.setup.claude.Node.StringNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of our entries among the hooks.
 *
 * @param event the name of the event
 * @param matchesAll whether the matcher of its group accepts everything
 * @param entry the hook's object
 * @param command the value of "command": a program or a shell line
 * @param isShellLine whether {@code command} is a shell line
 * @param call the parsed command line
 * @param containers the containers around {@code removable}, outermost first
 * @param removable what is removed with the entry: the entry, or its group if the group has no other entry
 */
record BridgeHook(
        String event,
        boolean matchesAll,
        ObjectNode entry,
        StringNode command,
        boolean isShellLine,
        BridgeCommandLine call,
        List<ContainerNode> containers,
        Node removable) {
    static final String EVENT_VERB = "event";

    /** Returns all our hooks in order, including those of the original program and of older versions. */
    static List<BridgeHook> in(SettingsDocument document) {
        List<BridgeHook> found = new ArrayList<>();
        if (document.hooks().map(Member::value).orElse(null) instanceof ObjectNode events) {
            for (Member event : events.members()) {
                if (event.value() instanceof ArrayNode groups) {
                    collect(event.name(), List.of(document.root(), events, groups), groups, document.ownName(), found);
                }
            }
        }
        return found;
    }

    private static void collect(
            String event,
            List<ContainerNode> around,
            ArrayNode groups,
            ExecutableName ownName,
            List<BridgeHook> found) {
        for (Node element : groups.elements()) {
            if (element instanceof ObjectNode group
                    && group.member(SettingsDocument.HOOKS).map(Member::value).orElse(null)
                            instanceof ArrayNode entries) {
                for (Node entry : entries.elements()) {
                    if (entry instanceof ObjectNode hook) {
                        of(event, group, entries, hook, around, ownName).ifPresent(found::add);
                    }
                }
            }
        }
    }

    private static Optional<BridgeHook> of(
            String event,
            ObjectNode group,
            ArrayNode entries,
            ObjectNode hook,
            List<ContainerNode> around,
            ExecutableName ownName) {
        boolean alone = entries.elements().size() == 1;
        List<ContainerNode> containers = new ArrayList<>(around);
        if (!alone) {
            containers.addAll(List.of(group, entries));
        }
        boolean shellLine = hook.member("args").isEmpty();
        return hook.text("command").flatMap(command -> call(hook, command, ownName)
                .map(call -> new BridgeHook(
                        event, matchesAll(group), hook, command, shellLine, call, containers, alone ? group : hook)));
    }

    private static Optional<BridgeCommandLine> call(ObjectNode hook, StringNode command, ExecutableName ownName) {
        Optional<Member> arguments = hook.member("args");
        if (arguments.isEmpty()) {
            return BridgeCommandLine.ofShell(command.value(), EVENT_VERB, ownName);
        }
        if (!(arguments.get().value() instanceof ArrayNode words)
                || !words.elements().stream().allMatch(StringNode.class::isInstance)) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>(List.of(command.value()));
        words.elements().forEach(word -> values.add(((StringNode) word).value()));
        return BridgeCommandLine.ofWords(values, EVENT_VERB, ownName);
    }

    private static boolean matchesAll(ObjectNode group) {
        Optional<Member> matcher = group.member("matcher");
        return matcher.isEmpty()
                || matcher.get().value() instanceof StringNode(int _, int _, String value)
                        && (value.isEmpty() || value.equals("*"));
    }
}
