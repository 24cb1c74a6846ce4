package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.TargetFile;
import dev.llmbridge.setup.file.TargetFile.FileSnapshot;
import dev.llmbridge.setup.json.Node.LiteralNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of settings that concern this program.
 *
 * @param missing the events for which none of our hooks is registered
 * @param programs the executables or jars that our hooks and our status line name
 * @param fromOriginal whether hooks of the original program are registered
 * @param hasOurStatusLine whether the status line is ours
 * @param hasUnknownStatusLine whether the status line has a form that cannot be wrapped
 * @param hooksDisabled whether the settings disable all hooks
 * @param onlyManagedHooks whether the settings allow only hooks in the machine's managed settings
 */
public record SettingsInspection(
        List<String> missing,
        Set<String> programs,
        boolean fromOriginal,
        boolean hasOurStatusLine,
        boolean hasUnknownStatusLine,
        boolean hooksDisabled,
        boolean onlyManagedHooks) {
    public SettingsInspection {
        missing = List.copyOf(missing);
        programs = Collections.unmodifiableSet(new LinkedHashSet<>(programs));
    }

    /**
     * Inspects a file.
     *
     * @param ownName the name that identifies our entries
     * @return empty if there is no file
     * @throws ChangeRefusedException if it cannot be read or does not have the form that Claude Code accepts
     */
    public static Optional<SettingsInspection> of(TargetFile file, ExecutableName ownName)
            throws ChangeRefusedException {
        Optional<FileSnapshot> content = file.read();
        return content.isPresent()
                ? Optional.of(of(SettingsDocument.of(file, content.get(), ownName)))
                : Optional.empty();
    }

    static SettingsInspection of(SettingsDocument document) {
        List<String> missing = new ArrayList<>(Registration.EVENTS);
        Set<String> programs = new LinkedHashSet<>();
        boolean fromOriginal = false;
        for (BridgeHook hook : BridgeHook.in(document)) {
            missing.remove(hook.event());
            programs.add(hook.commandLine().program());
            fromOriginal |= hook.commandLine().isFromOriginal();
        }
        StatusLineSetting line = StatusLineSetting.in(document);
        if (line instanceof StatusLineSetting.Ours ours) {
            programs.add(ours.call().program());
        }
        return new SettingsInspection(
                missing,
                programs,
                fromOriginal,
                line instanceof StatusLineSetting.Ours,
                line instanceof StatusLineSetting.Unknown,
                isTrue(document, "disableAllHooks"),
                isTrue(document, "allowManagedHooksOnly"));
    }

    private static boolean isTrue(SettingsDocument document, String name) {
        return document.root()
                .value(name, LiteralNode.class)
                .map(value -> document.text().substring(value.start(), value.end()))
                .orElse("")
                .equals("true");
    }
}
