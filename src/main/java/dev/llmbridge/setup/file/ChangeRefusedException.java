package dev.llmbridge.setup.file;

import java.util.Objects;

/** Thrown if something cannot be changed. The message gives the reason in one line; a file it names is untouched. */
public final class ChangeRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean isManagedByNix;

    public ChangeRefusedException(String message) {
        this(message, false);
    }

    /** @param isManagedByNix whether Nix generates the file */
    public ChangeRefusedException(String message, boolean isManagedByNix) {
        super(message);
        this.isManagedByNix = isManagedByNix;
    }

    /** Every constructor takes a message. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Returns whether Nix generates the file, so that the change belongs in the Nix configuration. */
    public boolean isManagedByNix() {
        return isManagedByNix;
    }
}
