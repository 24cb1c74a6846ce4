package dev.llmbridge.agent.claude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the real client sent, a JSON object a file. */
final class Samples {
    private static final Path FOLDER = Path.of("src/test/resources/samples");

    private Samples() {}

    /** The names of all payloads, without their {@code .json}. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of a transcript. */
    static byte[] transcript() {
        return file("transcript.jsonl");
    }

    static byte[] bytes(String name) {
        return file(name + ".json");
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
