package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.json.IndentStyle;
import dev.llmbridge.setup.json.JsonValue;
import dev.llmbridge.setup.json.JsonValue.Property;
import dev.llmbridge.setup.json.JsonWriter;
import dev.llmbridge.setup.json.NixWriter;
import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.Member;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.StringNode;
import dev.llmbridge.setup.json.StringLiteral;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.ProgramFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Our entries in the settings: a hook for each event, and the status line.
 *
 * @param command the command that the entries call
 * @param shellForm whether hooks are written as shell lines, the only form that old versions of Claude Code support
 * @param leadsToUs whether a program that existing entries name is this one; such entries are left as they are if they
 *     name it in a portable way
 */
public record Registration(ProgramCommand command, boolean shellForm, Predicate<CalledProgram> leadsToUs) {
    /** The events that reveal the state of a session. */
    public static final List<String> EVENTS = List.of(
            "SessionStart",
            "UserPromptSubmit",
            "PreToolUse",
            "PostToolUse",
            "PostToolUseFailure",
            "PermissionRequest",
            "PermissionDenied",
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
    /** Claude Code allows 1.5 s in total for all SessionEnd hooks. */
    private static final int SESSION_END_TIMEOUT_SECONDS = 1;

    private static final List<String> ARGUMENTS = List.of(BridgeHook.EVENT_VERB);

    /** Creates a registration that replaces every other way to name the program. */
    public Registration(ProgramCommand command, boolean shellForm) {
        this(command, shellForm, _ -> false);
    }

    /**
     * Creates a registration that keeps portable ways to name the program.
     *
     * @param programs finds the programs that existing entries name
     * @param executable the file of this program, with links resolved
     */
    public static Registration keeping(
            ProgramCommand command, boolean shellForm, ProgramFinder programs, Path executable) {
        return new Registration(
                command, shellForm, called -> called.file(programs).equals(Optional.of(executable)));
    }

    /** Returns the name that identifies our entries. */
    public ExecutableName ownName() {
        return new ExecutableName(command.words().getLast());
    }

    /** Returns settings that contain only our entries, in UTF-8. */
    public byte[] newSettings() {
        return newSettingsText().getBytes(StandardCharsets.UTF_8);
    }

    String newSettingsText() {
        return JsonWriter.write(Property.element(settings()), IndentStyle.DEFAULT, true, "") + "\n";
    }

    /** Returns these settings in Nix, as a definition of Home Manager's {@code programs.claude-code.settings}. */
    public String asNix() {
        return "programs.claude-code.settings = " + NixWriter.write(settings()) + ";\n";
    }

    /**
     * Adds missing entries, corrects our outdated ones and wraps the user's status line. Nothing else changes; if there
     * is nothing to do, the result is equal to {@code settings}.
     */
    SettingsDocument addTo(SettingsDocument settings) {
        if (settings.isBlank()) {
            return settings.with(settings.text() + addedTo(settings.text(), newSettingsText()));
        }
        SettingsDocument document = corrected(settings);
        Set<String> registered = new HashSet<>();
        BridgeHook.in(document).forEach(hook -> registered.add(hook.event()));
        for (String event : EVENTS) {
            if (!registered.contains(event)) {
                document = document.with(withHook(document, event));
            }
        }
        return document.with(withStatusLine(document));
    }

    /**
     * Returns the blank text to which {@link #addTo} has added new settings; empty if {@code text} is anything else.
     * New settings in a file of their own end with a line feed, these do not.
     */
    static Optional<String> blankBefore(String text, String newSettings) {
        String added = addedTo(text, newSettings);
        String before = text.endsWith(added) ? text.substring(0, text.length() - added.length()) : added;
        return before.isBlank() ? Optional.of(before) : Optional.empty();
    }

    private static String addedTo(String text, String newSettings) {
        String added = newSettings.stripTrailing();
        return text.contains("\r\n") ? added.replace("\n", "\r\n") : added;
    }

    private SettingsDocument corrected(SettingsDocument document) {
        SettingsDocument before;
        SettingsDocument after = document;
        do {
            before = after;
            after = before.with(withOneCorrection(before));
        } while (!after.equals(before));
        return after;
    }

    private String withOneCorrection(SettingsDocument document) {
        List<BridgeHook> hooks = BridgeHook.in(document);
        Optional<BridgeHook> redundant = redundant(hooks);
        if (redundant.isPresent()) {
            return document.edit()
                    .remove(redundant.get().containers(), redundant.get().removable());
        }
        for (BridgeHook hook : hooks) {
            String corrected = corrected(document, hook);
            if (!corrected.equals(document.text())) {
                return corrected;
            }
        }
        return document.text();
    }

    /** Finds a hook that only repeats another of our hooks, which matches everything for the same event. */
    private static Optional<BridgeHook> redundant(List<BridgeHook> hooks) {
        for (BridgeHook hook : hooks) {
            Optional<BridgeHook> sufficient = hooks.stream()
                    .filter(other -> other.event().equals(hook.event()) && other.matchesAll())
                    .findFirst();
            if (sufficient.isPresent() && !sufficient.get().equals(hook)) {
                return Optional.of(hook);
            }
        }
        return Optional.empty();
    }

    private String corrected(SettingsDocument document, BridgeHook hook) {
        BridgeCommandLine call = hook.commandLine();
        boolean isOldForm = call.isFromOriginal() || !hook.isShellLine() && shellForm;
        if (!isOldForm && isPortable(call)) {
            return document.text();
        }
        boolean isOtherForm = hook.isShellLine() != shellForm && !call.prefix().isPresent();
        if (call.isFromOriginal() || isOtherForm) {
            List<String> arguments = call.isFromOriginal() ? ARGUMENTS : call.argumentValues();
            return document.edit().replace(hook.entry(), entry(hook.event(), arguments));
        }
        if (call.command().equals(command.words())) {
            return document.text();
        }
        if (hook.isShellLine()) {
            return withOurCommand(document, hook.command(), call);
        }
        boolean sameArguments = call.command().size() == 1 && command.isNative();
        return sameArguments
                ? document.edit()
                        .replace(
                                hook.command(),
                                new JsonValue.StringValue(command.words().getFirst()))
                : document.edit().replace(hook.entry(), entry(hook.event(), call.argumentValues()));
    }

    /** Returns whether a command line names this program in a way that may suit others too. */
    private boolean isPortable(BridgeCommandLine call) {
        return call.isPortable() && call.programs().stream().allMatch(leadsToUs);
    }

    /**
     * Replaces the command of a shell line, and what asks for its existence; keeps its variables and its arguments as
     * they are written.
     */
    private String withOurCommand(SettingsDocument document, StringNode line, BridgeCommandLine call) {
        StringLiteral literal = StringLiteral.of(document.text(), line);
        String before = literal.raw(call.prefix().end(), call.prefix().commandStart());
        String arguments = literal.raw(call.commandEnd(), line.value().length());
        return document.edit()
                .replaceContent(
                        line, before.stripLeading() + JsonWriter.escaped(command.shellText(List.of())) + arguments);
    }

    private String withHook(SettingsDocument document, String event) {
        JsonValue groups = JsonValue.ArrayValue.of(group(event));
        Optional<Member> hooks = document.root().member(SettingsDocument.HOOKS);
        if (hooks.isEmpty()) {
            JsonValue events = JsonValue.ObjectValue.of(new Property(event, groups));
            return document.edit()
                    .append(document.root(), document.root(), new Property(SettingsDocument.HOOKS, events));
        }
        ObjectNode events = (ObjectNode) hooks.get().value();
        Optional<Member> existing = events.member(event);
        return existing.isPresent()
                ? document.edit()
                        .append(existing.get(), (ArrayNode) existing.get().value(), Property.element(group(event)))
                : document.edit().append(hooks.get(), events, new Property(event, groups));
    }

    private String withStatusLine(SettingsDocument document) {
        return switch (StatusLineSetting.in(document)) {
            case StatusLineSetting.Absent() ->
                document.edit()
                        .append(
                                document.root(),
                                document.root(),
                                new Property(SettingsDocument.STATUS_LINE, statusLine()));
            case StatusLineSetting.Ours(Member member, StringNode line, BridgeCommandLine call) -> {
                if (call.command().equals(command.words()) || isPortable(call)) {
                    yield document.text();
                }
                yield call.inShell()
                        ? withOurCommand(document, line, call)
                        : document.edit().replace(member.value(), statusLine());
            }
            case StatusLineSetting.Others others ->
                document.edit()
                        .replaceContent(
                                others.command(), others.wrappedBy(command.shellText(List.of()), document.text()));
            case StatusLineSetting.Unknown() -> document.text();
        };
    }

    private JsonValue settings() {
        List<Property> events = new ArrayList<>();
        for (String event : EVENTS) {
            events.add(new Property(event, JsonValue.ArrayValue.of(group(event))));
        }
        return JsonValue.ObjectValue.of(
                new Property(SettingsDocument.HOOKS, new JsonValue.ObjectValue(events)),
                new Property(SettingsDocument.STATUS_LINE, statusLine()));
    }

    private JsonValue group(String event) {
        return JsonValue.ObjectValue.of(
                Property.of("matcher", ""),
                new Property(SettingsDocument.HOOKS, JsonValue.ArrayValue.of(entry(event, ARGUMENTS))));
    }

    private JsonValue entry(String event, List<String> arguments) {
        Property timeout =
                Property.of("timeout", event.equals(SESSION_END) ? SESSION_END_TIMEOUT_SECONDS : TIMEOUT_SECONDS);
        if (shellForm) {
            return JsonValue.ObjectValue.of(
                    Property.of("type", "command"), Property.of("command", command.shellText(arguments)), timeout);
        }
        List<JsonValue> words = command.call(arguments).stream()
                .<JsonValue>map(JsonValue.StringValue::new)
                .toList();
        return JsonValue.ObjectValue.of(
                Property.of("type", "command"),
                new Property("command", words.getFirst()),
                new Property("args", new JsonValue.ArrayValue(words.subList(1, words.size()))),
                timeout);
    }

    private JsonValue statusLine() {
        return JsonValue.ObjectValue.of(
                Property.of("type", "command"),
                Property.of("command", command.shellText(List.of(StatusLineSetting.VERB))),
                Property.of("padding", 0));
    }
}
