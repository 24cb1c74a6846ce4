package dev.llmbridge.posix;

/** One word of a shell's command line. */
public final class ShellWord {
    private static final String PLAIN = "%+,-./:=@_";

    /** Equal to {@code word} once a POSIX shell has read it. */
    public static String quote(String word) {
        boolean plain = !word.isEmpty() && word.chars().allMatch(ShellWord::isPlain);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
    }

    private ShellWord() {}
}
