package dev.llmbridge.setup.claude;

import java.nio.file.Path;

/** Nothing was touched; the message says why in one line that names the file. */
public final class ChangeRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean isOfNix;

    ChangeRefusedException(String why) {
        this(why, false);
    }

    ChangeRefusedException(String why, boolean isOfNix) {
        super(why);
        this.isOfNix = isOfNix;
    }

    /** Of what is in a file. */
    public static ChangeRefusedException of(SettingsFile file, UneditableSettingsException content) {
        return new ChangeRefusedException(file.name() + " " + content.getMessage());
    }

    public static ChangeRefusedException ofMissingFolder(Path file) {
        return new ChangeRefusedException(file + " cannot be there: there is no folder " + file.getParent());
    }

    public static ChangeRefusedException ofMissingHome() {
        return new ChangeRefusedException("neither HOME nor CLAUDE_CONFIG_DIR is set: name the file with --settings");
    }

    /** Whether the file is one that Nix makes, so that its configuration is the place for a change. */
    public boolean isOfNix() {
        return isOfNix;
    }
}
