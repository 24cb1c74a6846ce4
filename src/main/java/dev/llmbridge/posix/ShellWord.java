package dev.llmbridge.posix;

/** Quotes one word of a shell command line. */
public final class ShellWord {
    private static final String PLAIN = "%+,-./:=@_";

    /** Returns text that a POSIX shell reads as exactly {@code word}. */
    public static String quote(String word) {
        boolean plain = !word.isEmpty() && word.chars().allMatch(ShellWord::isPlain);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
    }

    private ShellWord() {}
}
