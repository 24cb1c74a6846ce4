package dev.llmbridge.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A session id that is safe to use as a file name.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9_-]}
 */
public record SessionId(String value) {
    /** The session of events that do not name one. */
    public static final SessionId DEFAULT = new SessionId("default");

    private static final int MAX_LENGTH = 64;
    private static final int DIGEST_BYTES_KEPT = 16;

    public SessionId {
        if (!isSafe(value)) {
            throw new IllegalArgumentException("not a session id: " + value);
        }
    }

    /** Converts an id sent by a client: a safe one is kept; any other is replaced with a hash (truncated SHA-256). */
    public static SessionId of(String raw) {
        return new SessionId(isSafe(raw) ? raw : digest(raw));
    }

    private static boolean isSafe(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean safe = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            if (!safe) {
                return false;
            }
        }
        return true;
    }

    private static String digest(String raw) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES_KEPT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
