package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.TargetFile;
import dev.llmbridge.setup.file.TargetFile.FileSnapshot;
import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.LiteralNode;
import dev.llmbridge.setup.json.Node.StringNode;
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
 * @param disableAllHooks whether the settings disable all hooks; empty if they do not say
 * @param allowManagedHooksOnly whether the settings allow only hooks in the machine's managed settings; empty if they
 *     do not say
 * @param hooksOnlyFromPlugins whether the settings allow only hooks of plugins and managed ones
 */
public record SettingsInspection(
        List<String> missing,
        Set<CalledProgram> programs,
        boolean fromOriginal,
        boolean hasOurStatusLine,
        boolean hasUnknownStatusLine,
        Optional<Boolean> disableAllHooks,
        Optional<Boolean> allowManagedHooksOnly,
        boolean hooksOnlyFromPlugins) {
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
        Set<CalledProgram> programs = new LinkedHashSet<>();
        boolean fromOriginal = false;
        for (BridgeHook hook : BridgeHook.in(document)) {
            missing.remove(hook.event());
            programs.addAll(hook.commandLine().programs());
            fromOriginal |= hook.commandLine().isFromOriginal();
        }
        StatusLineSetting line = StatusLineSetting.in(document);
        if (line instanceof StatusLineSetting.Ours ours) {
            programs.addAll(ours.call().programs());
        }
        return new SettingsInspection(
                missing,
                programs,
                fromOriginal,
                line instanceof StatusLineSetting.Ours,
                line instanceof StatusLineSetting.Unknown,
                truth(document, "disableAllHooks"),
                truth(document, "allowManagedHooksOnly"),
                hooksOnlyFromPlugins(document));
    }

    /** Returns whether these settings disable all hooks, if no others decide otherwise. */
    public boolean hooksDisabled() {
        return disableAllHooks.orElse(false);
    }

    private static Optional<Boolean> truth(SettingsDocument document, String name) {
        String value = document.root()
                .value(name, LiteralNode.class)
                .map(literal -> document.text().substring(literal.start(), literal.end()))
                .orElse("");
        return switch (value) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static boolean hooksOnlyFromPlugins(SettingsDocument document) {
        String name = "strictPluginOnlyCustomization";
        boolean isForEverything = truth(document, name).orElse(false);
        boolean isForHooks = document.root().value(name, ArrayNode.class).stream()
                .flatMap(list -> list.elements().stream())
                .anyMatch(element -> element instanceof StringNode(int _, int _, String value)
                        && value.equals(SettingsDocument.HOOKS));
        return isForEverything || isForHooks;
    }
}
