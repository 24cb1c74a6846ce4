package dev.llmbridge.display.format;

import dev.llmbridge.display.text.TextSanitizer;
import java.io.Serial;

/** Thrown if a format string is invalid. */
public final class FormatException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param position the position of the error, in code points, starting at 1
     * @param problem what is wrong there; the message is the position followed by it, without control characters
     */
    FormatException(int position, String problem) {
        super("at character " + position + ": " + TextSanitizer.clean(problem));
    }
}
