package dev.llmbridge.setup.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.setup.file.TargetFile.FileSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplacementTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final byte[] NEW = "{\"new\": true}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path dir;

    private Path path;

    @BeforeEach
    void setPath() throws IOException {
        // The target of a settings file is a real path, so the expected paths must be real, too.
        path = dir.toRealPath().resolve("settings.json");
    }

    @Test
    void backups_on_the_same_day_are_numbered() throws Exception {
        for (String content : List.of("first", "second", "third")) {
            Files.writeString(path, content);
            TargetFile file = TargetFile.at(path);
            new FileReplacement(file).replace(file.read().orElseThrow(), Optional.of(NEW), Optional.of(TODAY));
        }

        assertThat(path).hasBinaryContent(NEW);
        assertThat(names())
                .containsExactly(
                        "settings.json",
                        "settings.json.backup-2026-11-22",
                        "settings.json.backup-2026-11-22-2",
                        "settings.json.backup-2026-11-22-3");
        assertThat(dir.resolve("settings.json.backup-2026-11-22-2")).hasContent("second");
    }

    @Test
    void a_concurrent_change_is_not_overwritten() throws Exception {
        Files.writeString(path, "mine");
        TargetFile file = TargetFile.at(path);
        FileSnapshot before = file.read().orElseThrow();
        Files.writeString(path, "hers");

        assertThatThrownBy(() -> new FileReplacement(file).replace(before, Optional.of(NEW), Optional.of(TODAY)))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("changed by another program");
        assertThatThrownBy(() -> new FileReplacement(file).replace(before, Optional.empty(), Optional.of(TODAY)))
                .isInstanceOf(ChangeRefusedException.class);

        assertThat(path).hasContent("hers");
        assertThat(names()).containsExactly("settings.json");
    }

    @Test
    void a_new_file_with_the_same_bytes_counts_as_a_change() throws Exception {
        Files.writeString(path, "same");
        TargetFile file = TargetFile.at(path);
        FileSnapshot before = file.read().orElseThrow();
        FileTime time = Files.getLastModifiedTime(path);
        Files.move(path, path.resolveSibling("old"));
        Files.writeString(path, "same");
        Files.setLastModifiedTime(path, time);

        assertThatThrownBy(() -> new FileReplacement(file).replace(before, Optional.of(NEW), Optional.of(TODAY)))
                .isInstanceOf(ChangeRefusedException.class);
        assertThat(path).hasContent("same");
    }

    @Test
    void a_file_created_in_the_meantime_is_not_overwritten() throws Exception {
        TargetFile file = TargetFile.at(path);
        assertThat(file.read()).isEmpty();
        Files.writeString(path, "hers");

        assertThatThrownBy(() -> new FileReplacement(file).create(NEW)).isInstanceOf(ChangeRefusedException.class);

        assertThat(path).hasContent("hers");
        assertThat(names()).containsExactly("settings.json");
    }

    @Test
    void a_file_deleted_in_the_meantime_is_not_recreated() throws Exception {
        Files.writeString(path, "mine");
        TargetFile file = TargetFile.at(path);
        FileSnapshot before = file.read().orElseThrow();
        Files.delete(path);

        assertThatThrownBy(() -> new FileReplacement(file).replace(before, Optional.of(NEW), Optional.of(TODAY)))
                .isInstanceOf(ChangeRefusedException.class);

        assertThat(names()).isEmpty();
    }

    @Test
    void a_link_into_the_nix_store_is_refused() throws Exception {
        Path store = Files.createDirectory(dir.toRealPath().resolve("store"));
        Path target = Files.writeString(store.resolve("abc-settings.json"), "{}");
        Files.createSymbolicLink(path, target);

        TargetFile file = TargetFile.at(path);

        assertThatThrownBy(() -> file.requireReplaceable(store))
                .isInstanceOfSatisfying(ChangeRefusedException.class, refusal -> assertThat(refusal.isManagedByNix())
                        .isTrue())
                .hasMessageContainingAll(path.toString(), target.toString());
    }

    @Test
    void a_link_through_the_nix_store_to_the_users_own_file_is_accepted() throws Exception {
        Path store = Files.createDirectory(dir.toRealPath().resolve("store"));
        Path own = Files.writeString(dir.toRealPath().resolve("dotfile.json"), "{}");
        Path inStore = Files.createSymbolicLink(store.resolve("abc"), own);
        Files.createSymbolicLink(path, inStore);

        TargetFile file = TargetFile.at(path);
        file.requireReplaceable(store);

        assertThat(file.target()).isEqualTo(own);
    }

    @Test
    void a_cycle_of_links_is_refused() throws Exception {
        Files.createSymbolicLink(path, dir.resolve("other"));
        Files.createSymbolicLink(dir.resolve("other"), path);

        assertThatThrownBy(() -> TargetFile.at(path)).isInstanceOf(ChangeRefusedException.class);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
