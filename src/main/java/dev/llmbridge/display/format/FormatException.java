package dev.llmbridge.display.format;

import java.io.Serial;

/** A mistake in a format. */
public final class FormatException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * @param position of the mistake, in characters (code points) from 1
     * @param what is wrong, to be read after the position
     */
    FormatException(int position, String what) {
        super("at character " + position + ": " + what);
        this.position = position;
    }

    /** Where the mistake is, in characters (code points) from 1. */
    public int position() {
        return position;
    }
}
