package dev.llmbridge.cli;

import dev.llmbridge.agent.claude.Transcript;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A transcript of the client on disk. */
record TranscriptFile(Path path) {
    /** Newest lines stand last; a longer line than this is nowhere near what a message's own lines are. */
    static final int WINDOW = 1024 * 1024;

    private static final String SUFFIX = ".jsonl";

    /** What kept a transcript from being read, in one line. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String reason) {
            super(reason);
        }
    }

    /**
     * Reads at most its last {@value #WINDOW} bytes.
     *
     * @throws Unreadable where it is missing, no file, empty or not to be read
     */
    Transcript read() throws Unreadable {
        if (!Files.exists(path)) {
            throw new Unreadable(path + " does not exist");
        }
        if (!Files.isRegularFile(path)) {
            throw new Unreadable(path + " is not a file");
        }
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            FileTail tail = FileTail.read(file, WINDOW);
            if (tail.bytes().length == 0) {
                throw new Unreadable(path + " is empty");
            }
            return Transcript.read(tail.bytes(), tail.whole(), name());
        } catch (AccessDeniedException e) {
            throw new Unreadable(path + " may not be read");
        } catch (IOException e) {
            throw new Unreadable(path + " cannot be read: " + e.getMessage());
        }
    }

    /** The client names a transcript after its session. */
    private String name() {
        String name = path.getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
