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
     * @throws UnsuitableSettings if they cannot be edited
     */
    public static Optional<byte[]> from(byte[] settings, OwnName ownName) throws UnsuitableSettings {
        if (isAlone(Utf8.text(settings), ownName)) {
            return Optional.empty();
        }
        return Optional.of(Utf8.edit(settings, text -> from(text, ownName)));
    }

    private static String from(String text, OwnName ownName) throws UnsuitableSettings {
        Document document = Document.read(text, ownName);
        document = document.with(withoutStatusLine(document));
        List<OwnHook> hooks = OwnHook.in(document);
        while (!hooks.isEmpty()) {
            OwnHook last = hooks.getLast();
            document = document.with(new Edit(document.text()).remove(last.containers(), last.disposable()));
            hooks = OwnHook.in(document);
        }
        return document.text();
    }

    private static String withoutStatusLine(Document document) {
        if (!(OwnLine.in(document) instanceof OwnLine.Ours ours)) {
            return document.text();
        }
        Edit edit = new Edit(document.text());
        return ours.inner(document.text())
                .map(inner ->
                        edit.replace(ours.command().start() + 1, ours.command().end() - 1, inner))
                .orElseGet(() -> edit.remove(List.of(document.root()), ours.member()));
    }

    private static boolean isAlone(String text, OwnName ownName) throws UnsuitableSettings {
        List<OwnHook> hooks = OwnHook.in(Document.read(text, ownName));
        if (hooks.isEmpty()) {
            return false;
        }
        OwnHook any = hooks.getFirst();
        return text.equals(new Registration(any.call().command(), any.isShellLine()).aloneText());
    }
}
