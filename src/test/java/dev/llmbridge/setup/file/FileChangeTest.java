package dev.llmbridge.setup.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChangeTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final LocalDate TOMORROW = TODAY.plusDays(1);

    @TempDir
    Path dir;

    private Path path;

    @BeforeEach
    void setPath() throws IOException {
        path = dir.toRealPath().resolve("config");
    }

    private Optional<Path> change(String content) throws ChangeRefusedException {
        TargetFile file = TargetFile.at(path);
        return new FileChange(file, file.read(), bytes(content)).apply(TODAY);
    }

    private Optional<Path> followUp(Optional<byte[]> content) throws ChangeRefusedException {
        TargetFile file = TargetFile.at(path);
        return FileChange.followUp(file, file.read(), content).apply(TOMORROW);
    }

    private static Optional<byte[]> bytes(String content) {
        return Optional.of(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_change_is_backed_up_and_its_update_is_not() throws Exception {
        Files.writeString(path, "before");

        assertThat(change("installed")).contains(path.resolveSibling("config.backup-2026-11-28"));
        assertThat(followUp(bytes("updated"))).isEmpty();

        assertThat(path).hasContent("updated");
        assertThat(names()).containsExactly("config", "config.backup-2026-11-28");
        assertThat(path.resolveSibling("config.backup-2026-11-28")).hasContent("before");
    }

    @Test
    void an_update_of_a_change_without_a_backup_is_backed_up() throws Exception {
        Files.writeString(path, "pasted by hand");

        assertThat(followUp(bytes("updated"))).contains(path.resolveSibling("config.backup-2026-11-29"));
    }

    @Test
    void taking_a_change_back_deletes_its_backup() throws Exception {
        Files.writeString(path, "before");
        change("installed");

        assertThat(followUp(bytes("before"))).isEmpty();

        assertThat(path).hasContent("before");
        assertThat(names()).containsExactly("config");
    }

    @Test
    void a_copy_that_the_user_has_made_is_kept() throws Exception {
        Files.writeString(path, "before");
        Files.writeString(path.resolveSibling("config.backup-mine"), "before");
        change("installed");

        followUp(bytes("before"));

        assertThat(names()).containsExactly("config", "config.backup-mine");
    }

    @Test
    void a_backup_that_differs_from_the_result_is_kept() throws Exception {
        Files.writeString(path, "before");
        change("installed");

        followUp(bytes("before, edited"));

        assertThat(names()).containsExactly("config", "config.backup-2026-11-28");
    }

    @Test
    void a_created_file_is_removed_without_a_backup() throws Exception {
        assertThat(change("created")).isEmpty();
        assertThat(followUp(Optional.empty())).isEmpty();

        assertThat(names()).isEmpty();
    }

    @Test
    void no_change_touches_no_backup() throws Exception {
        Files.writeString(path, "before");
        change("installed");
        Files.writeString(path, "before");

        assertThat(followUp(bytes("before"))).isEmpty();

        assertThat(names()).hasSize(2);
    }

    @Test
    void a_backup_is_recognised_by_its_name_and_content() throws Exception {
        Files.writeString(path, "before");
        change("installed");
        Files.writeString(path.resolveSibling("other.backup-2026-11-28"), "other");
        TargetFile file = TargetFile.at(path);

        assertThat(file.hasBackupWith("before".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(file.hasBackupWith("other".getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
