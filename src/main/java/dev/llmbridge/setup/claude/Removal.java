package dev.llmbridge.setup.claude;

import java.util.List;
import java.util.Optional;

/** Takes everything of ours out of settings, of whatever version it is. */
public final class Removal {
    private Removal() {}

    /**
     * Settings without anything of ours: containers that were made for it are gone, those that were there before are as
     * they were, and a status line that ours had been put around stands by itself again.
     *
     * @param settings UTF-8
     * @param ownName by what ours is known
     * @return empty where there was nothing but what {@link Registration#alone} makes
     * @throws UneditableSettingsException if they cannot be edited
     */
    public static Optional<byte[]> from(byte[] settings, ExecutableName ownName) throws UneditableSettingsException {
        if (isAlone(SettingsEncoding.text(settings), ownName)) {
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
            document = document.with(new TextEdit(document.text()).remove(last.containers(), last.disposable()));
            hooks = BridgeHook.in(document);
        }
        return document.text();
    }

    private static String withoutStatusLine(SettingsDocument document) {
        if (!(StatusLineSetting.in(document) instanceof StatusLineSetting.Ours ours)) {
            return document.text();
        }
        TextEdit edit = new TextEdit(document.text());
        return ours.inner(document.text())
                .map(inner ->
                        edit.replace(ours.command().start() + 1, ours.command().end() - 1, inner))
                .orElseGet(() -> edit.remove(List.of(document.root()), ours.member()));
    }

    private static boolean isAlone(String text, ExecutableName ownName) throws UneditableSettingsException {
        List<BridgeHook> hooks = BridgeHook.in(SettingsDocument.read(text, ownName));
        if (hooks.isEmpty()) {
            return false;
        }
        BridgeHook any = hooks.getFirst();
        return text.equals(new Registration(any.call().command(), any.isShellLine()).aloneText());
    }
}
