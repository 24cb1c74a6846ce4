package dev.llmbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CleanupTest {
    private final List<String> undone = new ArrayList<>();

    @Test
    void everything_is_undone_once_in_reverse_order() throws IOException {
        Cleanup cleanup = new Cleanup();
        cleanup.atEnd(() -> undone.add("directory"));
        Process process = cleanup.start(new ProcessBuilder("/bin/sleep", "60"));
        cleanup.atEnd(() -> undone.add("process alive: " + process.isAlive()));

        cleanup.close();
        cleanup.close();

        assertThat(undone).containsExactly("process alive: true", "directory");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_failing_undo_does_not_prevent_the_others() throws IOException {
        Cleanup cleanup = new Cleanup();
        cleanup.atEnd(() -> undone.add("directory"));
        cleanup.atEnd(() -> {
            throw new IOException("for the test");
        });

        cleanup.close();

        assertThat(undone).containsExactly("directory");
    }

    @Test
    void nothing_starts_after_the_end() {
        Cleanup cleanup = new Cleanup();
        cleanup.close();

        assertThatThrownBy(() -> cleanup.start(new ProcessBuilder("/bin/sleep", "60")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> cleanup.atEnd(() -> undone.add("late"))).isInstanceOf(IOException.class);
        assertThat(undone).isEmpty();
    }
}
