package dev.llmbridge.setup.claude;

import java.nio.file.Path;

/** A settings file cannot be changed and was not touched; the message names the file and the reason in one line. */
public final class ChangeRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean isManagedByNix;

    ChangeRefusedException(String message) {
        this(message, false);
    }

    ChangeRefusedException(String message, boolean isManagedByNix) {
        super(message);
        this.isManagedByNix = isManagedByNix;
    }

    /** Creates the exception for a file whose content cannot be edited. */
    public static ChangeRefusedException of(SettingsFile file, UneditableSettingsException content) {
        return new ChangeRefusedException(file.name() + " " + content.getMessage());
    }

    public static ChangeRefusedException ofMissingFolder(Path file) {
        return new ChangeRefusedException(file + " cannot be created: there is no folder " + file.getParent());
    }

    public static ChangeRefusedException ofMissingHome() {
        return new ChangeRefusedException("neither HOME nor CLAUDE_CONFIG_DIR is set: name the file with --settings");
    }

    /** Returns whether Nix generates the file, so that the change belongs in the Nix configuration. */
    public boolean isManagedByNix() {
        return isManagedByNix;
    }
}
