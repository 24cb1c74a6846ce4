package dev.llmbridge.setup.waybar;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/**
 * Expands the name of a file as Waybar does, which calls wordexp(3): {@code ~}, variables, quotes and patterns. Command
 * substitution is not performed.
 *
 * @param variables the environment
 * @param directory what relative names are relative to
 */
record WordExpansion(Map<String, String> variables, Path directory) {
    private static final String REJECTED = "`|&;<>(){}\n";
    private static final String PATTERN = "*?[";

    /** Returns the existing files that a name means, in order; empty if it cannot be expanded. */
    List<Path> existing(String name) {
        try {
            List<Path> found = new ArrayList<>();
            for (String word : words(name)) {
                found.addAll(matches(word));
            }
            return found;
        } catch (InvalidPathException | PatternSyntaxException e) {
            return List.of();
        }
    }

    /** Splits a name into words after the expansion of everything but patterns; in the result, a backslash quotes. */
    private List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == '\\' && quote != '\'' && i + 1 < name.length()) {
                i++;
                word.append(quoted(name.charAt(i)));
            } else if (c == '$' && quote != '\'') {
                int end = endOfVariable(name, i);
                if (end < 0) {
                    return List.of();
                }
                word.append(quoted(variable(name.substring(i, end))));
                i = end - 1;
            } else if (quote != 0) {
                word.append(quoted(c));
            } else if (c == ' ' || c == '\t') {
                addTo(words, word);
            } else if (REJECTED.indexOf(c) >= 0) {
                return List.of();
            } else if (c == '~' && word.isEmpty() && (i + 1 == name.length() || name.charAt(i + 1) == '/')) {
                word.append(quoted(variables.getOrDefault("HOME", "")));
            } else {
                word.append(c);
            }
        }
        addTo(words, word);
        return quote == 0 ? words : List.of();
    }

    private static void addTo(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Returns the end of $NAME or ${NAME} or ${NAME:-VALUE}; negative for any other form. */
    private static int endOfVariable(String name, int dollar) {
        if (name.startsWith("${", dollar)) {
            return name.indexOf('}', dollar) + 1 == 0 ? -1 : name.indexOf('}', dollar) + 1;
        }
        int end = dollar + 1;
        while (end < name.length() && isNameCharacter(name.charAt(end))) {
            end++;
        }
        return name.startsWith("$(", dollar) ? -1 : end;
    }

    private String variable(String reference) {
        String name =
                reference.startsWith("${") ? reference.substring(2, reference.length() - 1) : reference.substring(1);
        if (name.isEmpty()) {
            return reference;
        }
        int fallback = name.indexOf(":-");
        if (fallback < 0) {
            return variables.getOrDefault(name, "");
        }
        String value = variables.getOrDefault(name.substring(0, fallback), "");
        return value.isEmpty() ? name.substring(fallback + 2) : value;
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            out.append(quoted(text.charAt(i)));
        }
        return out.toString();
    }

    /** A slash separates the parts of a path whether or not it is quoted. */
    private static String quoted(char c) {
        return c == '/' ? "/" : "\\" + c;
    }

    private List<Path> matches(String word) {
        List<Path> found = List.of(word.startsWith("/") ? Path.of("/") : directory);
        for (String part : word.split("/", -1)) {
            String name = unquoted(part);
            if (name.isEmpty()) {
                continue;
            }
            List<Path> next = new ArrayList<>();
            for (Path parent : found) {
                if (isPattern(part)) {
                    next.addAll(children(parent, part));
                } else {
                    next.add(parent.resolve(name));
                }
            }
            found = next;
        }
        return found.stream().filter(Files::exists).toList();
    }

    private static List<Path> children(Path parent, String pattern) {
        List<Path> found = new ArrayList<>();
        // In Java's patterns, unlike in a shell's, ! negates only as in [!a], and braces group.
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, pattern.replace("[^", "[!"))) {
            for (Path entry : entries) {
                if (pattern.startsWith(".") || !entry.getFileName().toString().startsWith(".")) {
                    found.add(entry);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    private static boolean isPattern(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) == '\\') {
                i++;
            } else if (PATTERN.indexOf(part.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String unquoted(String part) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) == '\\' && i + 1 < part.length()) {
                i++;
            }
            out.append(part.charAt(i));
        }
        return out.toString();
    }
}
