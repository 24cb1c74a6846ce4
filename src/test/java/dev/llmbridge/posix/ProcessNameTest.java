package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessNameTest {
    @TempDir
    Path folder;

    /** Renames itself and prints its new name. */
    static final class Renamed {
        static void main(String[] args) throws Exception {
            ProcessName.set(args[0]);
            System.out.println(new ProcFs().comm(Libc.current().getpid()).orElseThrow());
        }
    }

    @Test
    void the_whole_process_is_renamed() throws Exception {
        try (ChildJvm renamed = ChildJvm.start(Renamed.class, "llm-bridged")) {
            assertThat(renamed.line()).isEqualTo("llm-bridged");
        }
    }

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
