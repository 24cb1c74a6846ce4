package dev.llmbridge.setup.claude;

import dev.llmbridge.posix.ShellWord;
import dev.llmbridge.setup.claude.Node.Container;
import dev.llmbridge.setup.claude.Node.Sequence;
import dev.llmbridge.setup.claude.Value.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of ours is to stand in the settings: a hook for each event, and the status line.
 *
 * @param command what starts the program, paths absolute: the executable, or a Java VM and its arguments
 * @param shellForm whether the hooks are given as a shell's lines: clients of old know no other
 */
public record Registration(List<String> command, boolean shellForm) {
    /** The events that tell something of a session. */
    static final List<String> EVENTS = List.of(
            "SessionStart",
            "UserPromptSubmit",
            "PreToolUse",
            "PostToolUse",
            "PostToolUseFailure",
            "PermissionRequest",
            "Notification",
            "SubagentStart",
            "SubagentStop",
            "PreCompact",
            "PostCompact",
            "Stop",
            "StopFailure",
            "SessionEnd");

    private static final String SESSION_END = "SessionEnd";
    private static final int TIMEOUT_SECONDS = 5;
    /** The client gives all hooks together 1.5 s then. */
    private static final int LAST_TIMEOUT_SECONDS = 1;

    private static final List<String> ARGUMENTS = List.of(OwnHook.EVENT_VERB);

    public Registration {
        command = List.copyOf(command);
    }

    /** By what the program is known to be ours. */
    public OwnName ownName() {
        return new OwnName(command.getLast());
    }

    /** Settings that hold nothing else. */
    public byte[] alone() {
        return Utf8.encode(aloneText());
    }

    String aloneText() {
        return Writer.write(new Entry("", everything()), Style.USUAL, true, "") + "\n";
    }

    /** The same as an attribute set of Nix, for {@code programs.claude-code.settings} of Home Manager. */
    public String asNix() {
        return "programs.claude-code.settings = " + NixWriter.write(everything()) + ";\n";
    }

    /**
     * Settings with what is missing added and what is ours, but not as it is to be, corrected. Nothing else changes: where
     * all is well the same bytes come back.
     *
     * @param settings UTF-8
     * @throws UnsuitableSettings if they cannot be edited
     */
    public byte[] addTo(byte[] settings) throws UnsuitableSettings {
        return Utf8.edit(settings, this::addTo);
    }

    private String addTo(String text) throws UnsuitableSettings {
        Document document = corrected(Document.read(text, ownName()));
        Set<String> registered = new HashSet<>();
        OwnHook.in(document).forEach(hook -> registered.add(hook.event()));
        for (String event : EVENTS) {
            if (!registered.contains(event)) {
                document = document.with(withHook(document, event));
            }
        }
        return withStatusLine(document);
    }

    private Document corrected(Document document) throws UnsuitableSettings {
        Document before;
        Document after = document;
        do {
            before = after;
            after = before.with(withOneCorrection(before));
        } while (after != before);
        return after;
    }

    private String withOneCorrection(Document document) {
        List<OwnHook> hooks = OwnHook.in(document);
        Optional<OwnHook> superfluous = superfluous(hooks);
        if (superfluous.isPresent()) {
            OwnHook hook = superfluous.get();
            return new Edit(document.text()).remove(hook.containers(), hook.disposable());
        }
        for (OwnHook hook : hooks) {
            String corrected = corrected(document, hook);
            if (!corrected.equals(document.text())) {
                return corrected;
            }
        }
        return document.text();
    }

    /** Where one of ours hears of everything, any other of the same event only says it once more. */
    private static Optional<OwnHook> superfluous(List<OwnHook> hooks) {
        for (OwnHook hook : hooks) {
            Optional<OwnHook> sufficient = hooks.stream()
                    .filter(other -> other.event().equals(hook.event()) && other.everything())
                    .findFirst();
            if (sufficient.isPresent() && sufficient.get() != hook) {
                return Optional.of(hook);
            }
        }
        return Optional.empty();
    }

    private String corrected(Document document, OwnHook hook) {
        boolean ofTheOriginal = hook.call().isOfTheOriginal();
        if (hook.isShellLine() != shellForm || ofTheOriginal) {
            List<String> arguments = ofTheOriginal ? ARGUMENTS : hook.call().values();
            return new Edit(document.text()).replace(hook.entry(), entry(hook.event(), arguments), document.style());
        }
        if (hook.call().command().equals(command)) {
            return document.text();
        }
        if (hook.isShellLine()) {
            return withOurs(document, hook.command(), hook.call());
        }
        Edit edit = new Edit(document.text());
        boolean sameArguments = hook.call().command().size() == 1 && command.size() == 1;
        return sameArguments
                ? edit.replace(hook.command(), new Value.Text(command.getFirst()), document.style())
                : edit.replace(hook.entry(), entry(hook.event(), hook.call().values()), document.style());
    }

    /** Another program in a shell's line, its arguments as they are. */
    private String withOurs(Document document, Node.Text line, OwnCall call) {
        String arguments = RawText.of(document.text(), line)
                .raw(call.commandEnd(), line.value().length());
        return new Edit(document.text())
                .replace(line.start() + 1, line.end() - 1, Writer.escaped(shellLine(List.of())) + arguments);
    }

    private String withHook(Document document, String event) {
        Edit edit = new Edit(document.text());
        Value groups = Value.Sequence.of(group(event));
        Optional<Member> hooks = document.hooks();
        if (hooks.isEmpty()) {
            Entry entry = Entry.of(Document.HOOKS, Value.Structure.of(new Entry(event, groups)));
            return edit.append(document.root(), document.root(), entry, document.style());
        }
        Node.Structure events = (Node.Structure) hooks.get().value();
        Optional<Member> existing = events.member(event);
        if (existing.isPresent() && existing.get().value() instanceof Sequence list) {
            return edit.append(existing.get(), list, new Entry("", group(event)), document.style());
        }
        return edit.append(hooks.get(), (Container) events, new Entry(event, groups), document.style());
    }

    private String withStatusLine(Document document) {
        Edit edit = new Edit(document.text());
        return switch (OwnLine.in(document)) {
            case OwnLine.Absent() ->
                edit.append(
                        document.root(),
                        document.root(),
                        new Entry(Document.STATUS_LINE, statusLine()),
                        document.style());
            case OwnLine.Ours(Member _, Node.Text line, OwnCall call) ->
                call.command().equals(command) ? document.text() : withOurs(document, line, call);
            case OwnLine.Others(Node.Text line) ->
                edit.replace(
                        line.start() + 1,
                        line.end() - 1,
                        Tee.wrap(shellLine(List.of()), RawText.of(document.text(), line)));
            case OwnLine.Unknown() -> document.text();
        };
    }

    private Value everything() {
        List<Entry> events = new ArrayList<>();
        for (String event : EVENTS) {
            events.add(Entry.of(event, Value.Sequence.of(group(event))));
        }
        return Value.Structure.of(
                Entry.of(Document.HOOKS, new Value.Structure(events)), Entry.of(Document.STATUS_LINE, statusLine()));
    }

    private Value group(String event) {
        return Value.Structure.of(
                Entry.of("matcher", ""), Entry.of(Document.HOOKS, Value.Sequence.of(entry(event, ARGUMENTS))));
    }

    private Value entry(String event, List<String> arguments) {
        Entry timeout = Entry.of("timeout", event.equals(SESSION_END) ? LAST_TIMEOUT_SECONDS : TIMEOUT_SECONDS);
        if (shellForm) {
            return Value.Structure.of(Entry.of("type", "command"), Entry.of("command", shellLine(arguments)), timeout);
        }
        List<Value> values = Stream.concat(command.stream().skip(1), arguments.stream())
                .<Value>map(Value.Text::new)
                .toList();
        return Value.Structure.of(
                Entry.of("type", "command"),
                Entry.of("command", command.getFirst()),
                Entry.of("args", new Value.Sequence(values)),
                timeout);
    }

    private Value statusLine() {
        return Value.Structure.of(
                Entry.of("type", "command"),
                Entry.of("command", shellLine(List.of(OwnLine.VERB))),
                Entry.of("padding", 0));
    }

    private String shellLine(List<String> arguments) {
        return Stream.concat(command.stream(), arguments.stream())
                .map(ShellWord::quote)
                .collect(Collectors.joining(" "));
    }
}
