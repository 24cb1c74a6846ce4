package dev.llmbridge.setup.claude;

import dev.llmbridge.setup.claude.Node.Literal;
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
public record Survey(
        List<String> missing,
        Set<String> programs,
        boolean ofTheOriginal,
        StatusLine statusLine,
        boolean hooksDisabled,
        boolean onlyManagedHooks) {
    /** Whose status line it is. */
    public enum StatusLine {
        ABSENT,
        OURS,
        OTHERS,
        /** Of a form that cannot be wrapped. */
        UNKNOWN
    }

    /** Of settings that say nothing. */
    public static final Survey NOTHING =
            new Survey(Registration.EVENTS, Set.of(), false, StatusLine.ABSENT, false, false);

    public Survey {
        missing = List.copyOf(missing);
        programs = Collections.unmodifiableSet(new LinkedHashSet<>(programs));
    }

    /**
     * Reads settings.
     *
     * @param settings UTF-8
     * @param ownName by what ours is known
     * @throws UnsuitableSettings if they are not of the form that Claude Code takes
     */
    public static Survey of(byte[] settings, OwnName ownName) throws UnsuitableSettings {
        Document document = Document.read(Utf8.text(settings), ownName);
        List<String> missing = new ArrayList<>(Registration.EVENTS);
        Set<String> programs = new LinkedHashSet<>();
        boolean ofTheOriginal = false;
        for (OwnHook hook : OwnHook.in(document)) {
            missing.remove(hook.event());
            programs.add(hook.call().program());
            ofTheOriginal |= hook.call().isOfTheOriginal();
        }
        OwnLine line = OwnLine.in(document);
        if (line instanceof OwnLine.Ours ours) {
            programs.add(ours.call().program());
        }
        return new Survey(
                missing,
                programs,
                ofTheOriginal,
                whose(line),
                isTrue(document, "disableAllHooks"),
                isTrue(document, "allowManagedHooksOnly"));
    }

    private static StatusLine whose(OwnLine line) {
        return switch (line) {
            case OwnLine.Absent _ -> StatusLine.ABSENT;
            case OwnLine.Ours _ -> StatusLine.OURS;
            case OwnLine.Others _ -> StatusLine.OTHERS;
            case OwnLine.Unknown _ -> StatusLine.UNKNOWN;
        };
    }

    private static boolean isTrue(Document document, String name) {
        return document.root().member(name).stream()
                .map(Member::value)
                .anyMatch(value -> value instanceof Literal(int start, int end)
                        && document.text().substring(start, end).equals("true"));
    }
}
