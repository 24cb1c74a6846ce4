package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.posix.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationWatchTest {
    @TempDir
    Path dir;

    private final AtomicInteger reported = new AtomicInteger();

    private Path file() {
        return dir.resolve("config/waybar-llm-bridge/config.properties");
    }

    private void watch() {
        new ConfigurationWatch(file(), Libc.current()).start(reported::incrementAndGet);
        awaitReports(1);
    }

    private void awaitReports(int count) {
        await().untilAsserted(() -> assertThat(reported).hasValueGreaterThanOrEqualTo(count));
    }

    private Path createFile() throws IOException {
        Files.createDirectories(file().getParent());
        return Files.writeString(file(), "llm-bridge.signal = 8\n");
    }

    @Test
    void a_file_that_is_written_in_place_is_reported() throws IOException {
        createFile();
        watch();
        Files.writeString(file(), "llm-bridge.signal = 9\n");
        awaitReports(2);
    }

    @Test
    void a_file_that_an_editor_replaces_is_reported() throws IOException {
        createFile();
        watch();
        Path edited = Files.writeString(file().resolveSibling(".edited"), "llm-bridge.signal = 9\n");
        Files.move(edited, file(), StandardCopyOption.ATOMIC_MOVE);
        awaitReports(2);
        Files.writeString(file(), "llm-bridge.signal = 10\n");
        awaitReports(3);
    }

    @Test
    void a_file_whose_directories_do_not_exist_yet_is_reported() throws IOException {
        watch();
        createFile();
        awaitReports(2);
        int before = reported.get();
        Files.writeString(file(), "llm-bridge.signal = 9\n");
        awaitReports(before + 1);
    }

    @Test
    void a_removed_file_is_reported() throws IOException {
        createFile();
        watch();
        Files.delete(file());
        awaitReports(2);
    }

    @Test
    void the_target_of_a_link_is_watched_too() throws IOException {
        Path target =
                Files.writeString(Files.createDirectory(dir.resolve("dotfiles")).resolve("bridge"), "");
        Files.createDirectories(file().getParent());
        Files.createSymbolicLink(file(), target);
        watch();
        Files.writeString(target, "llm-bridge.signal = 9\n");
        awaitReports(2);
        Path other = Files.writeString(dir.resolve("other"), "");
        Path link = Files.createSymbolicLink(file().resolveSibling("link"), other);
        int before = reported.get();
        Files.move(link, file(), StandardCopyOption.ATOMIC_MOVE);
        awaitReports(before + 1);
        await().untilAsserted(() -> {
            int now = reported.get();
            Files.writeString(other, "llm-bridge.signal = 10\n");
            awaitReports(now + 1);
        });
    }

    @Test
    void other_files_in_the_directory_are_not_reported() throws IOException {
        createFile();
        watch();
        Files.writeString(file().resolveSibling("other"), "x");
        Files.writeString(file(), "llm-bridge.signal = 9\n");
        awaitReports(2);
        assertThat(reported).hasValue(2);
    }
}
