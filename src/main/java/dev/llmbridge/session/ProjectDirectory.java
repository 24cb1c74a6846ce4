package dev.llmbridge.session;

/**
 * The directory of a session's project, which names the session.
 *
 * @param path the absolute path; empty if none was reported
 * @param source where it was reported; a better source replaces it
 */
public record ProjectDirectory(String path, Origin source) {
    /** No directory was reported. */
    public static final ProjectDirectory UNKNOWN = new ProjectDirectory("", Origin.EVENT);

    /** Where a directory was reported, in ascending order of reliability. */
    public enum Origin {
        /** Any event: the directory in which the client's shell happened to be. */
        EVENT,
        /** The start of the session. */
        SESSION_START,
        /** The status line's project directory. */
        STATUS_LINE,
        /** The client's session file. */
        CLIENT_FILE
    }

    /**
     * Returns the directory to keep when another one is reported.
     *
     * @param late whether the report is older than this one
     */
    ProjectDirectory orBetter(ProjectDirectory reported, boolean late) {
        boolean isNewer = reported.source == source && source != Origin.EVENT && !late;
        boolean isBetter = path.isEmpty() || reported.source.compareTo(source) > 0 || isNewer;
        return !reported.path.isEmpty() && isBetter ? reported : this;
    }
}
