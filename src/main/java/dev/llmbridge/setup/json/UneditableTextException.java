package dev.llmbridge.setup.json;

import dev.llmbridge.display.text.TextSanitizer;
import java.util.Objects;

/**
 * Thrown if a JSON text cannot be edited; the message gives the reason as a predicate to follow the file's name,
 * without control characters.
 */
public final class UneditableTextException extends Exception {
    private static final long serialVersionUID = 1;

    public UneditableTextException(String message) {
        super(TextSanitizer.clean(message));
    }

    /** Every constructor takes a message. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
