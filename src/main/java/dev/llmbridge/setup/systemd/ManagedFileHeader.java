package dev.llmbridge.setup.systemd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The first line of a file that this program writes. It identifies the file as ours and makes later edits detectable,
 * so that a new version can replace a file written by an old version without knowing its text.
 */
final class ManagedFileHeader {
    private static final String BEGIN = "# Written by 'waybar-llm-bridge install-service' (sha256 ";
    private static final String END = "), which replaces this file when run again, unless the file was edited.\n";

    /** The state of a file, according to its header. */
    enum State {
        /** Ours and unchanged. */
        INTACT,
        /** Ours, but edited. */
        EDITED,
        /** No header: not ours. */
        MISSING
    }

    /** Returns the text with the header before it. */
    static String addTo(String text) {
        return BEGIN + digest(text) + END + text;
    }

    /** Returns the state of a file with this content. */
    static State check(String content) {
        if (!content.startsWith(BEGIN)) {
            return State.MISSING;
        }
        int rest = content.indexOf('\n') + 1;
        return content.startsWith(digest(content.substring(rest)) + ")", BEGIN.length()) ? State.INTACT : State.EDITED;
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform supports SHA-256", e);
        }
    }

    private ManagedFileHeader() {}
}
