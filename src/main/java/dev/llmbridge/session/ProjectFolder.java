package dev.llmbridge.session;

/**
 * The folder of a session's project, which names the session.
 *
 * @param path the absolute path; empty if none was reported
 * @param source where it was reported; a better source replaces it
 */
public record ProjectFolder(String path, Source source) {
    /** No folder was reported. */
    public static final ProjectFolder UNKNOWN = new ProjectFolder("", Source.EVENT);

    /** Where a folder was reported, in ascending order of reliability. */
    public enum Source {
        /** Any event: the folder in which the client's shell happened to be. */
        EVENT,
        /** The start of the session. */
        SESSION_START,
        /** The status line's project folder. */
        STATUS_LINE,
        /** The client's session file. */
        CLIENT_FILE
    }

    /**
     * Returns the folder to keep when another one is reported.
     *
     * @param late whether the report is older than this one
     */
    ProjectFolder orBetter(ProjectFolder reported, boolean late) {
        boolean isNewer = reported.source == source && source != Source.EVENT && !late;
        boolean isBetter = path.isEmpty() || reported.source.compareTo(source) > 0 || isNewer;
        return !reported.path.isEmpty() && isBetter ? reported : this;
    }
}
