package dev.llmbridge.agent.claude;

import java.util.Optional;

/** The path of a session's transcript, CONFIG/projects/PROJECT/SESSION.jsonl. */
final class TranscriptPath {
    /** Returns the client's configuration directory; empty if the path does not have the expected form. */
    static Optional<String> configDirectory(String transcript) {
        int projects = transcript.lastIndexOf("/projects/");
        return transcript.startsWith("/") && projects >= 1
                ? Optional.of(transcript.substring(0, projects))
                : Optional.empty();
    }

    private TranscriptPath() {}
}
