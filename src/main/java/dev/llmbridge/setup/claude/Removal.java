package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.program.ProgramCommand;
import java.util.List;
import java.util.Optional;

/** Removes all our entries from settings, whichever version wrote them. */
final class Removal {
    private Removal() {}

    /**
     * Returns settings without our entries. Containers that were created for them are removed; earlier containers and
     * the user's own status line are restored.
     *
     * @return empty if the settings are exactly those of {@link Registration#newSettings}
     */
    static Optional<SettingsDocument> from(SettingsDocument settings) {
        if (isStillAsCreated(settings)) {
            return Optional.empty();
        }
        SettingsDocument document = settings.with(withoutStatusLine(settings));
        List<BridgeHook> hooks = BridgeHook.in(document);
        while (!hooks.isEmpty()) {
            BridgeHook last = hooks.getLast();
            document = document.with(document.edit().remove(last.containers(), last.removable()));
            hooks = BridgeHook.in(document);
        }
        return Optional.of(document);
    }

    private static boolean isStillAsCreated(SettingsDocument settings) {
        return BridgeHook.in(settings).stream()
                .findFirst()
                .map(hook -> new Registration(
                                new ProgramCommand(hook.commandLine().command()), hook.isShellLine())
                        .newSettingsText())
                .filter(settings.text()::equals)
                .isPresent();
    }

    private static String withoutStatusLine(SettingsDocument document) {
        if (!(StatusLineSetting.in(document) instanceof StatusLineSetting.Ours ours)) {
            return document.text();
        }
        return ours.wrapped(document.text())
                .map(wrapped -> document.edit().replaceContent(ours.command(), wrapped))
                .orElseGet(() -> document.edit().remove(List.of(document.root()), ours.member()));
    }
}
