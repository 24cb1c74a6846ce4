package dev.llmbridge.setup.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
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
    void name() throws IOException {
        // What the links lead to is named without any.
        path = dir.toRealPath().resolve("settings.json");
    }

    @Test
    void backups_of_one_day_are_numbered() throws Exception {
        for (String content : List.of("first", "second", "third")) {
            Files.writeString(path, content);
            SettingsFile file = SettingsFile.at(path);
            new FileReplacement(file).replace(file.read().orElseThrow(), NEW, TODAY);
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
    void what_another_wrote_meanwhile_stays() throws Exception {
        Files.writeString(path, "mine");
        SettingsFile file = SettingsFile.at(path);
        FileSnapshot before = file.read().orElseThrow();
        Files.writeString(path, "hers");

        assertThatThrownBy(() -> new FileReplacement(file).replace(before, NEW, TODAY))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("changed by somebody else");
        assertThatThrownBy(() -> new FileReplacement(file).remove(before, TODAY))
                .isInstanceOf(ChangeRefusedException.class);

        assertThat(path).hasContent("hers");
        assertThat(names()).containsExactly("settings.json");
    }

    @Test
    void the_same_bytes_in_another_file_are_another_change() throws Exception {
        Files.writeString(path, "same");
        SettingsFile file = SettingsFile.at(path);
        FileSnapshot before = file.read().orElseThrow();
        FileTime time = Files.getLastModifiedTime(path);
        Files.move(path, path.resolveSibling("old"));
        Files.writeString(path, "same");
        Files.setLastModifiedTime(path, time);

        assertThatThrownBy(() -> new FileReplacement(file).replace(before, NEW, TODAY))
                .isInstanceOf(ChangeRefusedException.class);
        assertThat(path).hasContent("same");
    }

    @Test
    void a_file_that_came_up_meanwhile_is_not_overwritten() throws Exception {
        SettingsFile file = SettingsFile.at(path);
        assertThat(file.read()).isEmpty();
        Files.writeString(path, "hers");

        assertThatThrownBy(() -> new FileReplacement(file).create(NEW)).isInstanceOf(ChangeRefusedException.class);

        assertThat(path).hasContent("hers");
        assertThat(names()).containsExactly("settings.json");
    }

    @Test
    void a_file_that_vanished_meanwhile_is_not_made_anew() throws Exception {
        Files.writeString(path, "mine");
        SettingsFile file = SettingsFile.at(path);
        FileSnapshot before = file.read().orElseThrow();
        Files.delete(path);

        assertThatThrownBy(() -> new FileReplacement(file).replace(before, NEW, TODAY))
                .isInstanceOf(ChangeRefusedException.class);

        assertThat(names()).isEmpty();
    }

    @Test
    void what_a_link_leads_to_in_the_store_is_left_to_nix() throws Exception {
        Path store = Files.createDirectory(dir.toRealPath().resolve("store"));
        Path made = Files.writeString(store.resolve("abc-settings.json"), "{}");
        Files.createSymbolicLink(path, made);

        SettingsFile file = SettingsFile.at(path);

        assertThatThrownBy(() -> file.mustBeReplaceable(store))
                .isInstanceOfSatisfying(ChangeRefusedException.class, refusal -> assertThat(refusal.isOfNix())
                        .isTrue())
                .hasMessageContainingAll(path.toString(), made.toString());
    }

    @Test
    void a_link_through_the_store_to_a_file_of_the_users_is_none_of_nixs() throws Exception {
        Path store = Files.createDirectory(dir.toRealPath().resolve("store"));
        Path own = Files.writeString(dir.toRealPath().resolve("dotfile.json"), "{}");
        Path inStore = Files.createSymbolicLink(store.resolve("abc"), own);
        Files.createSymbolicLink(path, inStore);

        SettingsFile file = SettingsFile.at(path);
        file.mustBeReplaceable(store);

        assertThat(file.target()).isEqualTo(own);
    }

    @Test
    void links_in_a_circle_are_refused() throws Exception {
        Files.createSymbolicLink(path, dir.resolve("other"));
        Files.createSymbolicLink(dir.resolve("other"), path);

        assertThatThrownBy(() -> SettingsFile.at(path)).isInstanceOf(ChangeRefusedException.class);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
