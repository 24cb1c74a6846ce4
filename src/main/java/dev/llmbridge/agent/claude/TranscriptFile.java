package dev.llmbridge.agent.claude;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A session's transcript on disk. */
public record TranscriptFile(Path path) {
    /** The newest lines are last, and a line with a message is far shorter than this. */
    static final int WINDOW = 1024 * 1024;

    private static final String SUFFIX = ".jsonl";

    /** Thrown if a transcript cannot be read or contains no usage; the message is one line. */
    public static final class UnreadableTranscriptException extends Exception {
        private static final long serialVersionUID = 1;

        public UnreadableTranscriptException(String reason) {
            super(reason);
        }
    }

    /**
     * The end of a file.
     *
     * @param bytes the content
     * @param whole whether this is the entire file
     */
    record Tail(byte[] bytes, boolean whole) {
        /** Reads the last {@code most} bytes, or the entire file if it is shorter. */
        static Tail read(SeekableByteChannel file, int most) throws IOException {
            long size = file.size();
            long from = Math.max(0, size - most);
            ByteBuffer buffer = ByteBuffer.allocate((int) (size - from));
            file.position(from);
            while (buffer.hasRemaining() && file.read(buffer) >= 0) {
                // A file truncated in the meantime ends earlier.
            }
            return new Tail(Arrays.copyOf(buffer.array(), buffer.position()), from == 0);
        }
    }

    /**
     * Reads at most the last {@value #WINDOW} bytes.
     *
     * @throws UnreadableTranscriptException if the file is missing, not a regular file, empty or unreadable
     */
    public Transcript read() throws UnreadableTranscriptException {
        if (!Files.exists(path)) {
            throw new UnreadableTranscriptException(path + " does not exist");
        }
        if (!Files.isRegularFile(path)) {
            throw new UnreadableTranscriptException(path + " is not a regular file");
        }
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            Tail tail = Tail.read(file, WINDOW);
            if (tail.bytes().length == 0) {
                throw new UnreadableTranscriptException(path + " is empty");
            }
            return Transcript.read(tail.bytes(), tail.whole(), name());
        } catch (AccessDeniedException e) {
            throw new UnreadableTranscriptException("permission denied: " + path);
        } catch (IOException e) {
            throw new UnreadableTranscriptException("cannot read " + path + ": " + e.getMessage());
        }
    }

    /** Claude Code names a transcript after its session. */
    private String name() {
        String name = path.getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
