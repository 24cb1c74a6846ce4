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
        Optional<String> created = created(settings);
        if (created.isPresent() && settings.text().equals(created.get())) {
            return Optional.empty();
        }
        Optional<String> blank = created.flatMap(text -> Registration.blankBefore(settings.text(), text));
        if (blank.isPresent()) {
            return Optional.of(settings.with(blank.get()));
        }
        SettingsDocument document = settings.with(withoutStatusLine(settings));
        List<BridgeHook> hooks = BridgeHook.everywhere(document);
        while (!hooks.isEmpty()) {
            BridgeHook last = hooks.getLast();
            document = document.with(document.edit().remove(last.containers(), last.removable()));
            hooks = BridgeHook.everywhere(document);
        }
        return Optional.of(document);
    }

    /** Returns the settings that an installation of these hooks would have created. */
    private static Optional<String> created(SettingsDocument settings) {
        return BridgeHook.in(settings).stream().findFirst().map(hook -> new Registration(
                        new ProgramCommand(hook.commandLine().command()), hook.isShellLine())
                .newSettingsText());
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
