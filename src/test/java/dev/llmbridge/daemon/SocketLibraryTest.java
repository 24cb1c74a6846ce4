package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ScarcityIT covers directories that are full, read-only or noexec. */
class SocketLibraryTest {
    private static final String PROPERTY = "org.newsclub.net.unix.library.tmpdir";

    @TempDir
    private Path home;

    private String before;

    @BeforeEach
    void remember() {
        before = System.getProperty(PROPERTY, "");
    }

    @AfterEach
    void restore() {
        if (before.isEmpty()) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }

    @Test
    void the_first_usable_directory_gets_a_directory_that_only_this_user_can_enter() throws Exception {
        Path usable = Files.createDirectory(home.resolve("usable"));
        Path unused = Files.createDirectory(home.resolve("unused"));
        try (SocketLibrary library = SocketLibrary.in(home.resolve("missing"), usable, unused)) {
            assertThat(library).isNotNull();
            Path directory = Path.of(System.getProperty(PROPERTY));
            assertThat(directory).isEmptyDirectory().hasParent(usable);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
        assertThat(usable).isEmptyDirectory();
        assertThat(unused).isEmptyDirectory();
    }

    @Test
    void a_directory_in_which_others_can_replace_files_is_not_used() throws Exception {
        Path open = Files.createDirectory(home.resolve("open"));
        Path shared = Files.createDirectory(home.resolve("shared"));
        for (Path directory : List.of(open, shared)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Files.setAttribute(shared, "unix:mode", 01777);
        try (SocketLibrary library = SocketLibrary.in(open, shared)) {
            assertThat(library).isNotNull();
            assertThat(Path.of(System.getProperty(PROPERTY))).hasParent(shared);
        }
    }

    @Test
    void if_no_directory_is_usable_each_is_named() {
        assertThatThrownBy(() -> SocketLibrary.in(home.resolve("one"), home.resolve("two")))
                .isInstanceOf(DaemonException.class)
                .hasMessageContainingAll(
                        "the socket library",
                        home.resolve("one").toString(),
                        home.resolve("two").toString());
    }
}
