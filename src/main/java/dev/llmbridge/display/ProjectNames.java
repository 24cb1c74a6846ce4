package dev.llmbridge.display;

import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that distinguish sessions: the name of the project's directory; if that is ambiguous, with the parent
 * directory; if that is still ambiguous, with the beginning of the session id, or all of it.
 */
final class ProjectNames {
    private static final int MAX_NAME = 40;
    private static final int SHORT_ID = 8;

    private enum Precision {
        DIRECTORY,
        PARENT_DIRECTORY,
        SHORT_ID,
        ID
    }

    /** Returns a name for each session, in the same order. */
    static List<String> of(List<Overview.SessionEntry> entries) {
        List<String> names = new ArrayList<>(entries.size());
        for (Overview.SessionEntry entry : entries) {
            names.add(name(entry.session(), Precision.DIRECTORY));
        }
        names = replaceDuplicates(entries, names, Precision.PARENT_DIRECTORY);
        names = replaceDuplicates(entries, names, Precision.SHORT_ID);
        return replaceDuplicates(entries, names, Precision.ID);
    }

    private static List<String> replaceDuplicates(
            List<Overview.SessionEntry> entries, List<String> names, Precision precision) {
        Map<String, Integer> counts = new HashMap<>();
        for (String name : names) {
            counts.merge(name, 1, Integer::sum);
        }
        List<String> replaced = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean unique = counts.getOrDefault(name, 0) == 1;
            replaced.add(unique ? name : name(entries.get(i).session(), precision));
        }
        return replaced;
    }

    private static String name(Session session, Precision precision) {
        String path = TextSanitizer.clean(session.project().path()).strip();
        String id = session.id().value();
        String shortId = id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
        if (path.isEmpty()) {
            return "session " + (precision == Precision.ID ? id : shortId);
        }
        return switch (precision) {
            case DIRECTORY -> directories(path, 1);
            case PARENT_DIRECTORY -> directories(path, 2);
            case SHORT_ID -> directories(path, 2) + " (" + shortId + ")";
            case ID -> directories(path, 2) + " (" + id + ")";
        };
    }

    private static String directories(String path, int depth) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        int start = end + 1;
        for (int i = 0; i < depth && start > 0; i++) {
            start = path.lastIndexOf('/', start - 2) + 1;
        }
        String name = path.substring(start, end);
        return TextSanitizer.truncate(name.isBlank() ? path : name, MAX_NAME);
    }

    private ProjectNames() {}
}
