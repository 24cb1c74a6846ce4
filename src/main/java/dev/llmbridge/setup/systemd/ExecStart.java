package dev.llmbridge.setup.systemd;

import dev.llmbridge.setup.file.ChangeRefusedException;
import java.util.List;

/** Quotes a command line for a unit: see systemd.service(5), "Command lines". */
final class ExecStart {
    private static final String PLAIN = "+,-./:=@_";

    /**
     * Returns a line that systemd parses into {@code words}.
     *
     * @param words the first one is an absolute path
     * @throws ChangeRefusedException if systemd refuses to start a program with that path, quoted or not
     */
    static String of(List<String> words) throws ChangeRefusedException {
        if (!words.getFirst().chars().allMatch(ExecStart::isAllowedInPath)) {
            throw new ChangeRefusedException("systemd cannot start " + words.getFirst()
                    + " because its path contains a quote, a backslash or a" + " control character; move the program");
        }
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (line.isEmpty()) {
                line.append(quoted(word));
            } else {
                // systemd expands variables in arguments only.
                line.append(' ').append(quoted(word.replace("$", "$$")));
            }
        }
        return line.toString();
    }

    private static String quoted(String word) {
        return !word.isEmpty() && word.chars().allMatch(ExecStart::isPlain) ? word : "\"" + escaped(word) + "\"";
    }

    private static String escaped(String word) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            switch (c) {
                case '%' -> text.append("%%");
                case '"', '\\' -> text.append('\\').append(c);
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        text.append("\\x")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.toString();
    }

    private static boolean isAllowedInPath(int c) {
        return c >= ' ' && c != 0x7f && c != '"' && c != '\'' && c != '\\';
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
    }

    private ExecStart() {}
}
