package dev.llmbridge.agent.claude;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The end of a transcript: the usage of its newest message and the number of unusable lines. A message has one line per
 * part, and each line contains the usage of the whole message, so only the last one is used and nothing is added up.
 *
 * @param usage empty if there is no message from the session's own model
 * @param skipped the number of lines that are not a complete JSON object or lack the expected figures
 */
public record Transcript(Optional<TranscriptUsage> usage, int skipped) {
    /** How much of the end is read: the newest lines are last, and a line with a message is far shorter than this. */
    private static final int WINDOW_BYTES = 1024 * 1024;

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
        /** Reads the last {@code maxBytes} bytes, or the entire file if it is shorter. */
        static Tail read(SeekableByteChannel file, int maxBytes) throws IOException {
            long size = file.size();
            long from = Math.max(0, size - maxBytes);
            ByteBuffer buffer = ByteBuffer.allocate((int) (size - from));
            file.position(from);
            while (buffer.hasRemaining() && file.read(buffer) >= 0) {
                // If the file has been truncated in the meantime, it ends earlier.
            }
            return new Tail(Arrays.copyOf(buffer.array(), buffer.position()), from == 0);
        }
    }

    /**
     * Reads at most the last 1 MiB of a file.
     *
     * @throws UnreadableTranscriptException if the file is missing, not a regular file, empty or unreadable
     */
    public static Transcript read(Path path) throws UnreadableTranscriptException {
        if (!Files.exists(path)) {
            throw new UnreadableTranscriptException(path + " does not exist");
        }
        if (!Files.isRegularFile(path)) {
            throw new UnreadableTranscriptException(path + " is not a regular file");
        }
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            Tail tail = Tail.read(file, WINDOW_BYTES);
            if (tail.bytes().length == 0) {
                throw new UnreadableTranscriptException(path + " is empty");
            }
            return parse(tail.bytes(), tail.whole(), sessionOf(path));
        } catch (AccessDeniedException e) {
            throw new UnreadableTranscriptException(path + ": Permission denied");
        } catch (IOException e) {
            throw new UnreadableTranscriptException("cannot read " + path + ": " + e.getMessage());
        }
    }

    /** Claude Code names a transcript after its session. */
    private static String sessionOf(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /**
     * Parses JSON lines in UTF-8. Never throws.
     *
     * @param bytes the whole file or its end
     * @param whole whether the bytes start at the beginning of the file; if not, everything up to the first line feed
     *     is ignored as a partial line
     * @param defaultSession the session to use for lines that do not name one
     */
    static Transcript parse(byte[] bytes, boolean whole, String defaultSession) {
        Optional<TranscriptUsage> newest = Optional.empty();
        Map<String, OptionalDouble> costs = new HashMap<>();
        int skipped = 0;
        int from = whole ? 0 : endOfLine(bytes, 0) + 1;
        while (from < bytes.length) {
            int to = endOfLine(bytes, from);
            switch (TranscriptLine.parse(bytes, from, to, defaultSession)) {
                case TranscriptLine.AssistantMessage(TranscriptUsage usage) -> newest = Optional.of(usage);
                case TranscriptLine.CostTotal(String session, double usd) -> costs.put(session, OptionalDouble.of(usd));
                case TranscriptLine.OtherLine() -> {}
                case TranscriptLine.UnusableLine() -> skipped++;
            }
            from = to + 1;
        }
        return new Transcript(
                newest.map(usage -> usage.withCost(costs.getOrDefault(usage.session(), OptionalDouble.empty()))),
                skipped);
    }

    private static int endOfLine(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
