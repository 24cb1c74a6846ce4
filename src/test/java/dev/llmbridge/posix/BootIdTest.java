package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootIdTest {
    @TempDir
    Path folder;

    @Test
    void the_boot_id_is_a_constant_uuid() {
        assertThat(BootId.read()).matches("[0-9a-f-]{36}").isEqualTo(BootId.read());
    }

    @Test
    void the_boot_id_is_empty_without_proc() throws Exception {
        assertThat(BootId.read(folder.resolve("none"))).isEmpty();
        assertThat(BootId.read(Files.writeString(folder.resolve("id"), "abc\n")))
                .isEqualTo("abc");
    }
}
