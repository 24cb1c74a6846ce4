package dev.llmbridge.setup.systemd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The first line of a file of ours: it tells whose the file is, and whether anybody has changed it since. So a later
 * version may replace what an earlier one wrote without knowing its text.
 */
final class ManagedFileHeader {
    private static final String BEGIN = "# Written by 'waybar-llm-bridge install-service' (sha256 ";
    private static final String END = "), which replaces it when called again, unless it was edited.\n";

    /** Whose a file is. */
    enum State {
        INTACT,
        BROKEN,
        MISSING
    }

    /** The text of a file with its seal on top. */
    static String on(String text) {
        return BEGIN + digest(text) + END + text;
    }

    /** Of what stands in a file. */
    static State of(String content) {
        if (!content.startsWith(BEGIN)) {
            return State.MISSING;
        }
        int rest = content.indexOf('\n') + 1;
        return content.startsWith(digest(content.substring(rest)) + ")", BEGIN.length()) ? State.INTACT : State.BROKEN;
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private ManagedFileHeader() {}
}
