package dev.llmbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page whose generated sections are between {@code <!-- bench:NAME -->} and {@code <!-- /bench -->}. */
public record Page(Path file) {
    /** Replaces one section and leaves the rest of the page unchanged. */
    public void replace(String name, String content) throws IOException {
        Files.writeString(file, replaced(Files.readString(file), name, content));
    }

    /** @throws IllegalArgumentException if the page has no such section */
    static String replaced(String page, String name, String content) {
        String opening = "<!-- bench:" + name + " -->";
        String closing = "<!-- /bench -->";
        int begin = page.indexOf(opening);
        int end = begin < 0 ? -1 : page.indexOf(closing, begin);
        if (end < 0) {
            throw new IllegalArgumentException("the page has no section " + opening + " ... " + closing);
        }
        return page.substring(0, begin + opening.length()) + "\n" + content + "\n" + page.substring(end);
    }
}
