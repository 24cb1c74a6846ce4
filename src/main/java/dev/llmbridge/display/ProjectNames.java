package dev.llmbridge.display;

import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names by which people tell sessions apart: the working folder's name; where two folders share it, with the folder
 * above; where two sessions share that too, with the beginning of the session's id.
 */
final class ProjectNames {
    private static final int MAX_NAME = 40;
    private static final int ID_LENGTH = 8;

    static List<String> of(List<Overview.Entry> entries) {
        List<String> names = new ArrayList<>(entries.size());
        for (Overview.Entry entry : entries) {
            names.add(folders(entry.session(), 1));
        }
        names = replaceDoubles(entries, names, false);
        return replaceDoubles(entries, names, true);
    }

    private static List<String> replaceDoubles(List<Overview.Entry> entries, List<String> names, boolean byId) {
        Map<String, Integer> counts = new HashMap<>();
        for (String name : names) {
            counts.merge(name, 1, Integer::sum);
        }
        List<String> unique = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Session session = entries.get(i).session();
            boolean alone = counts.get(name) == 1;
            unique.add(alone ? name : byId ? name + " (" + id(session) + ")" : folders(session, 2));
        }
        return unique;
    }

    private static String folders(Session session, int depth) {
        String path = Text.clean(session.cwd());
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        int start = end + 1;
        for (int i = 0; i < depth && start > 0; i++) {
            start = path.lastIndexOf('/', start - 2) + 1;
        }
        String name = path.substring(start, end);
        if (name.isBlank()) {
            name = path.isBlank() ? "session " + id(session) : path.strip();
        }
        return Text.shorten(name, MAX_NAME);
    }

    private static String id(Session session) {
        String id = session.id().value();
        return id.length() > ID_LENGTH ? id.substring(0, ID_LENGTH) : id;
    }

    private ProjectNames() {}
}
