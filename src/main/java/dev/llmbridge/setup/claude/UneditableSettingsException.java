package dev.llmbridge.setup.claude;

/** The settings are not of a form that can be edited; the message says why, in words that follow the file's name. */
public final class UneditableSettingsException extends Exception {
    private static final long serialVersionUID = 1;

    UneditableSettingsException(String why) {
        super(why);
    }
}
