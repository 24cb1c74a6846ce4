package dev.llmbridge.setup.claude;

import java.nio.file.Path;

/** Nothing was touched; the message says why in one line that names the file. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean isOfNix;

    Refusal(String why) {
        this(why, false);
    }

    Refusal(String why, boolean isOfNix) {
        super(why);
        this.isOfNix = isOfNix;
    }

    /** Of what is in a file. */
    public static Refusal of(SettingsFile file, UnsuitableSettings content) {
        return new Refusal(file.name() + " " + content.getMessage());
    }

    public static Refusal ofMissingFolder(Path file) {
        return new Refusal(file + " cannot be there: there is no folder " + file.getParent());
    }

    public static Refusal ofMissingHome() {
        return new Refusal("neither HOME nor CLAUDE_CONFIG_DIR is set: name the file with --settings");
    }

    /** Whether the file is one that Nix makes, so that its configuration is the place for a change. */
    public boolean isOfNix() {
        return isOfNix;
    }
}
