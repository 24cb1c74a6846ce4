package dev.llmbridge.agent.claude;

/** Truncates and sanitizes a client's text: one line, without control characters or unpaired surrogates. */
final class BoundedText {
    private BoundedText() {}

    /** Returns at most the first {@code max} UTF-16 code units of the text; a surrogate pair is never split. */
    static String of(String text, int max) {
        int end = Math.min(text.length(), max);
        if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (Character.isISOControl(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
                return sanitize(text, end);
            }
        }
        return end == text.length() ? text : text.substring(0, end);
    }

    private static String sanitize(String text, int end) {
        StringBuilder clean = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                clean.append('\uFFFD');
            } else {
                clean.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return clean.toString();
    }
}
