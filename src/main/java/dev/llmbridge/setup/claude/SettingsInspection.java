package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.LiteralNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The parts of settings that concern this program.
 *
 * @param missing the events for which none of our hooks is registered
 * @param programs the executables that our hooks and our status line name
 * @param fromOriginal whether hooks of the original program are registered
 * @param statusLine whose status line is configured
 * @param hooksDisabled whether the settings disable all hooks
 * @param onlyManagedHooks whether the settings allow only hooks in the machine's managed settings
 */
public record SettingsInspection(
        List<String> missing,
        Set<String> programs,
        boolean fromOriginal,
        StatusLineOwner statusLine,
        boolean hooksDisabled,
        boolean onlyManagedHooks) {
    /** Whose status line it is. */
    public enum StatusLineOwner {
        ABSENT,
        OURS,
        OTHERS,
        /** It has a form that cannot be wrapped. */
        UNKNOWN
    }

    /** The inspection of empty settings. */
    public static final SettingsInspection EMPTY =
            new SettingsInspection(Registration.EVENTS, Set.of(), false, StatusLineOwner.ABSENT, false, false);

    public SettingsInspection {
        missing = List.copyOf(missing);
        programs = Collections.unmodifiableSet(new LinkedHashSet<>(programs));
    }

    /**
     * Inspects settings.
     *
     * @param settings UTF-8
     * @param ownName the name that identifies our entries
     * @throws UneditableSettingsException if they do not have the form that Claude Code accepts
     */
    public static SettingsInspection of(byte[] settings, ExecutableName ownName) throws UneditableSettingsException {
        SettingsDocument document = SettingsDocument.read(SettingsEncoding.text(settings), ownName);
        List<String> missing = new ArrayList<>(Registration.EVENTS);
        Set<String> programs = new LinkedHashSet<>();
        boolean fromOriginal = false;
        for (BridgeHook hook : BridgeHook.in(document)) {
            missing.remove(hook.event());
            programs.add(hook.call().program());
            fromOriginal |= hook.call().isFromOriginal();
        }
        StatusLineSetting line = StatusLineSetting.in(document);
        if (line instanceof StatusLineSetting.Ours ours) {
            programs.add(ours.call().program());
        }
        return new SettingsInspection(
                missing,
                programs,
                fromOriginal,
                owner(line),
                isTrue(document, "disableAllHooks"),
                isTrue(document, "allowManagedHooksOnly"));
    }

    private static StatusLineOwner owner(StatusLineSetting line) {
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
