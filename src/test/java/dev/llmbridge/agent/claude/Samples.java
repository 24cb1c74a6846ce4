package dev.llmbridge.agent.claude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Payloads recorded from the real client, one JSON object per file. */
final class Samples {
    private static final Path DIRECTORY = Path.of("src/test/resources/samples");

    private Samples() {}

    /** Returns the names of all payloads, without {@code .json}. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the recorded transcript. */
    static byte[] transcript() {
        return file("transcript.jsonl");
    }

    static byte[] bytes(String name) {
        return file(name + ".json");
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(DIRECTORY.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
