package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.LiteralNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What settings say that concerns us.
 *
 * @param missing the events that no hook of ours hears of
 * @param programs the executables that our hooks and our status line name
 * @param ofTheOriginal whether hooks stand there as the original wrote them
 * @param statusLine what is shown below the prompt
 * @param hooksDisabled whether Claude Code was told to run no hooks at all
 * @param onlyManagedHooks whether it was told to run none but those of the machine's managed settings
 */
public record SettingsInspection(
        List<String> missing,
        Set<String> programs,
        boolean ofTheOriginal,
        StatusLineOwner statusLine,
        boolean hooksDisabled,
        boolean onlyManagedHooks) {
    /** Whose status line it is. */
    public enum StatusLineOwner {
        ABSENT,
        OURS,
        OTHERS,
        /** Of a form that cannot be wrapped. */
        UNKNOWN
    }

    /** Of settings that say nothing. */
    public static final SettingsInspection EMPTY =
            new SettingsInspection(Registration.EVENTS, Set.of(), false, StatusLineOwner.ABSENT, false, false);

    public SettingsInspection {
        missing = List.copyOf(missing);
        programs = Collections.unmodifiableSet(new LinkedHashSet<>(programs));
    }

    /**
     * Reads settings.
     *
     * @param settings UTF-8
     * @param ownName by what ours is known
     * @throws UneditableSettingsException if they are not of the form that Claude Code takes
     */
    public static SettingsInspection of(byte[] settings, ExecutableName ownName) throws UneditableSettingsException {
        SettingsDocument document = SettingsDocument.read(SettingsEncoding.text(settings), ownName);
        List<String> missing = new ArrayList<>(Registration.EVENTS);
        Set<String> programs = new LinkedHashSet<>();
        boolean ofTheOriginal = false;
        for (BridgeHook hook : BridgeHook.in(document)) {
            missing.remove(hook.event());
            programs.add(hook.call().program());
            ofTheOriginal |= hook.call().isOfTheOriginal();
        }
        StatusLineSetting line = StatusLineSetting.in(document);
        if (line instanceof StatusLineSetting.Ours ours) {
            programs.add(ours.call().program());
        }
        return new SettingsInspection(
                missing,
                programs,
                ofTheOriginal,
                whose(line),
                isTrue(document, "disableAllHooks"),
                isTrue(document, "allowManagedHooksOnly"));
    }

    private static StatusLineOwner whose(StatusLineSetting line) {
        return switch (line) {
            case StatusLineSetting.Absent _ -> StatusLineOwner.ABSENT;
            case StatusLineSetting.Ours _ -> StatusLineOwner.OURS;
            case StatusLineSetting.Others _ -> StatusLineOwner.OTHERS;
            case StatusLineSetting.Unknown _ -> StatusLineOwner.UNKNOWN;
        };
    }

    private static boolean isTrue(SettingsDocument document, String name) {
        return document.root().member(name).stream()
                .map(Member::value)
                .anyMatch(value -> value instanceof LiteralNode(int start, int end)
                        && document.text().substring(start, end).equals("true"));
    }
}
