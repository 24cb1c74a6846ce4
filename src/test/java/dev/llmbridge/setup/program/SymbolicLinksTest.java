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
    void resolveFolder() throws IOException {
        folder = folder.toRealPath();
    }

    @Test
    void chains_of_links_are_resolved() throws IOException {
        Path program = program("program", "rwxr-xr-x");
        Path profile = Files.createSymbolicLink(folder.resolve("profile"), folder);
        Files.createSymbolicLink(folder.resolve("link"), Path.of("program"));

        assertThat(links.resolve(profile.resolve("link"))).contains(program);
    }

    @Test
    void only_executable_files_are_returned() throws IOException {
        program("text", "rw-r--r--");
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nothing"));

        assertThat(links.resolve(folder.resolve("text"))).isEmpty();
        assertThat(links.resolve(folder.resolve("dangling"))).isEmpty();
        assertThat(links.resolve(folder.resolve("missing"))).isEmpty();
        assertThat(links.resolve(folder)).isEmpty();
    }

    private Path program(String name, String mode) throws IOException {
        return Files.createFile(
                folder.resolve(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    }
}
