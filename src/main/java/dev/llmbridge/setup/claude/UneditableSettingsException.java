package dev.llmbridge.setup.claude;

/** The settings cannot be edited; the message gives the reason as a predicate that follows the file's name. */
public final class UneditableSettingsException extends Exception {
    private static final long serialVersionUID = 1;

    UneditableSettingsException(String message) {
        super(message);
    }
}
