package dev.llmbridge.setup.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymbolicLinksTest {
    private final SymbolicLinks links = SymbolicLinks.ofThisMachine();

    @TempDir
    Path folder;

    @BeforeEach
    void withoutLinks() throws IOException {
        folder = folder.toRealPath();
    }

    @Test
    void links_are_followed_to_the_end() throws IOException {
        Path program = program("program", "rwxr-xr-x");
        Path profile = Files.createSymbolicLink(folder.resolve("profile"), folder);
        Files.createSymbolicLink(folder.resolve("link"), Path.of("program"));

        assertThat(links.target(profile.resolve("link"))).contains(program);
    }

    @Test
    void what_cannot_be_executed_leads_nowhere() throws IOException {
        program("text", "rw-r--r--");
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nothing"));

        assertThat(links.target(folder.resolve("text"))).isEmpty();
        assertThat(links.target(folder.resolve("dangling"))).isEmpty();
        assertThat(links.target(folder.resolve("missing"))).isEmpty();
        assertThat(links.target(folder)).isEmpty();
    }

    private Path program(String name, String mode) throws IOException {
        return Files.createFile(
                folder.resolve(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    }
}
