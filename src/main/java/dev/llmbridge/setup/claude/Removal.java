package dev.llmbridge.setup.claude;

import java.util.List;
import java.util.Optional;

/** Removes all our entries from settings, whatever version wrote it. */
final class Removal {
    private Removal() {}

    /**
     * Returns settings without our entries. Containers that were created for them are removed, containers that existed before
     * are restored, and the user's own status line is restored.
     *
     * @param settings UTF-8
     * @param ownName the name that identifies our entries
     * @return empty if the settings are exactly those of {@link Registration#newSettings}
     * @throws UneditableSettingsException if they cannot be edited
     */
    static Optional<byte[]> from(byte[] settings, ExecutableName ownName) throws UneditableSettingsException {
        if (isNewSettings(SettingsEncoding.text(settings), ownName)) {
            return Optional.empty();
        }
        return Optional.of(SettingsEncoding.edit(settings, text -> from(text, ownName)));
    }

    private static String from(String text, ExecutableName ownName) throws UneditableSettingsException {
        SettingsDocument document = SettingsDocument.read(text, ownName);
        document = document.with(withoutStatusLine(document));
        List<BridgeHook> hooks = BridgeHook.in(document);
        while (!hooks.isEmpty()) {
            BridgeHook last = hooks.getLast();
            document = document.with(new TextEdit(document.text()).remove(last.containers(), last.removable()));
            hooks = BridgeHook.in(document);
        }
        return document.text();
    }

    private static String withoutStatusLine(SettingsDocument document) {
        if (!(StatusLineSetting.in(document) instanceof StatusLineSetting.Ours ours)) {
            return document.text();
        }
        TextEdit edit = new TextEdit(document.text());
        return ours.wrapped(document.text())
                .map(wrapped ->
                        edit.replace(ours.command().start() + 1, ours.command().end() - 1, wrapped))
                .orElseGet(() -> edit.remove(List.of(document.root()), ours.member()));
    }

    private static boolean isNewSettings(String text, ExecutableName ownName) throws UneditableSettingsException {
        List<BridgeHook> hooks = BridgeHook.in(SettingsDocument.read(text, ownName));
        if (hooks.isEmpty()) {
            return false;
        }
        BridgeHook any = hooks.getFirst();
        return text.equals(new Registration(any.call().command(), any.isShellLine()).newSettingsText());
    }
}
