package dev.llmbridge.setup.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;

/** Describes a JSON syntax error in a few words, with line and column counted from 1 as editors do. */
final class JsonErrorMessage {
    private JsonErrorMessage() {}

    static UneditableSettingsException of(String text, JsonProcessingException e) {
        int at = Math.clamp(e.getLocation().getCharOffset(), 0, text.length());
        return at(text, at, reason(text, at, e.getOriginalMessage()));
    }

    static UneditableSettingsException at(String text, int at, String reason) {
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        long line =
                1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        int column = 1 + at - lineStart;
        return new UneditableSettingsException("is not valid JSON at " + line + ":" + column + ": " + reason);
    }

    private static String reason(String text, int at, String message) {
        if (text.substring(at).isBlank()) {
            return "unexpected end of file";
        }
        char found = text.charAt(at);
        if (found == '/') {
            return "comments are not allowed";
        }
        boolean closes = found == '}' || found == ']';
        if (closes && text.substring(0, at).stripTrailing().endsWith(",")) {
            return "trailing comma before " + found;
        }
        if (message.startsWith("Unexpected character")) {
            return "unexpected '" + (Character.isISOControl(found) ? ' ' : found) + "'";
        }
        return firstClause(message);
    }

    /** Keeps the first clause; the library continues with advice for programmers. */
    private static String firstClause(String message) {
        String clause = message.split(": | \\(", 2)[0];
        return clause.substring(0, 1).toLowerCase(Locale.ROOT) + clause.substring(1);
    }
}
