package dev.llmbridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's documentation pages, and the commands that they contain. */
public final class Pages {
    public static final Path README = Path.of("README.md");

    private static final Pattern SHELL_BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern INLINE_CALL = Pattern.compile("`(waybar-llm-bridge [^`\n]*)`");

    private Pages() {}

    /** All pages: those in the root directory, then those in docs. */
    public static List<Path> all() {
        List<Path> pages = new ArrayList<>(
                List.of(README, Path.of("CHANGELOG.md"), Path.of("CONTRIBUTING.md"), Path.of("SECURITY.md")));
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    /** The lines of a page's shell blocks, without comments. */
    public static List<String> commands(Path page) {
        List<String> commands = new ArrayList<>();
        Matcher block = SHELL_BLOCK.matcher(text(page));
        while (block.find()) {
            block.group(1)
                    .lines()
                    .map(line -> line.replaceFirst("(^|\\s+)#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(commands::add);
        }
        return commands;
    }

    /** The calls of the program in a page's inline code. */
    public static List<String> mentionedCalls(Path page) {
        List<String> calls = new ArrayList<>();
        Matcher call = INLINE_CALL.matcher(text(page));
        while (call.find()) {
            calls.add(call.group(1));
        }
        return calls;
    }

    static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
