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
    void everything_is_undone_once_and_the_last_first() throws IOException {
        Cleanup cleanup = new Cleanup();
        cleanup.atEnd(() -> undone.add("folder"));
        Process process = cleanup.start(new ProcessBuilder("/bin/sleep", "60"));
        cleanup.atEnd(() -> undone.add("session of a process that lives: " + process.isAlive()));

        cleanup.close();
        cleanup.close();

        assertThat(undone).containsExactly("session of a process that lives: true", "folder");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void what_cannot_be_undone_does_not_keep_the_rest() throws IOException {
        Cleanup cleanup = new Cleanup();
        cleanup.atEnd(() -> undone.add("folder"));
        cleanup.atEnd(() -> {
            throw new IOException("for the test");
        });

        cleanup.close();

        assertThat(undone).containsExactly("folder");
    }

    @Test
    void nothing_begins_when_it_is_over() {
        Cleanup cleanup = new Cleanup();
        cleanup.close();

        assertThatThrownBy(() -> cleanup.start(new ProcessBuilder("/bin/sleep", "60")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> cleanup.atEnd(() -> undone.add("late"))).isInstanceOf(IOException.class);
        assertThat(undone).isEmpty();
    }
}
