package dev.llmbridge.cli;

import dev.llmbridge.agent.claude.Transcript;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A session's transcript on disk. */
record TranscriptFile(Path path) {
    /** The newest lines are last, and a line with a message is far shorter than this. */
    static final int WINDOW = 1024 * 1024;

    private static final String SUFFIX = ".jsonl";

    /** Thrown if a transcript cannot be read; the message is one line. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String reason) {
            super(reason);
        }
    }

    /**
     * Reads at most the last {@value #WINDOW} bytes.
     *
     * @throws Unreadable if the file is missing, not a regular file, empty or unreadable
     */
    Transcript read() throws Unreadable {
        if (!Files.exists(path)) {
            throw new Unreadable(path + " does not exist");
        }
        if (!Files.isRegularFile(path)) {
            throw new Unreadable(path + " is not a regular file");
        }
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            FileTail tail = FileTail.read(file, WINDOW);
            if (tail.bytes().length == 0) {
                throw new Unreadable(path + " is empty");
            }
            return Transcript.read(tail.bytes(), tail.whole(), name());
        } catch (AccessDeniedException e) {
            throw new Unreadable("permission denied: " + path);
        } catch (IOException e) {
            throw new Unreadable("cannot read " + path + ": " + e.getMessage());
        }
    }

    /** Claude Code names a transcript after its session. */
    private String name() {
        String name = path.getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
