package dev.llmbridge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Payloads that the real client wrote to its hooks and its status line. */
final class SampleFiles {
    private static final String STATUS_LINE = "StatusLine.";

    private SampleFiles() {}

    static List<Path> hooks() {
        return all().filter(file -> !file.getFileName().toString().startsWith(STATUS_LINE))
                .toList();
    }

    static List<Path> statusLines() {
        return all().filter(file -> file.getFileName().toString().startsWith(STATUS_LINE))
                .toList();
    }

    static String hook(String event) {
        return text(directory().resolve(event + ".json"));
    }

    /** Returns the lines of a transcript. */
    static String transcript() {
        return text(directory().resolve("transcript.jsonl"));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> all() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        try {
            return Path.of(SampleFiles.class.getResource("/samples").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
