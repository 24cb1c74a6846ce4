package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @TempDir
    Path dir;

    private final Libc libc = Libc.current();

    @AutoClose
    private final FolderWatch watch = new FolderWatch(libc);

    @Test
    void a_file_that_is_renamed_into_the_folder_is_heard_of_and_its_writing_is_not() throws IOException {
        watch.cover(List.of(dir));
        Path temporary = Files.writeString(dir.resolve("temporary"), "content");
        assertThat(hears()).isFalse();
        Files.move(temporary, dir.resolve("file"));
        assertThat(hears()).isTrue();
    }

    @Test
    void a_file_that_is_removed_is_heard_of() throws IOException {
        Files.createFile(dir.resolve("file"));
        watch.cover(List.of(dir));
        Files.delete(dir.resolve("file"));
        assertThat(hears()).isTrue();
    }

    @Test
    void what_was_heard_is_heard_once() throws IOException {
        watch.cover(List.of(dir));
        move("one");
        move("two");
        assertThat(hears()).isTrue();
        assertThat(hears()).isFalse();
    }

    @Test
    void each_of_several_folders_is_heard_and_none_beside_them() throws IOException {
        Path one = Files.createDirectory(dir.resolve("one"));
        Path two = Files.createDirectory(dir.resolve("two"));
        watch.cover(List.of(one, two));
        move("one/file");
        assertThat(hears()).isTrue();
        move("two/file");
        assertThat(hears()).isTrue();
        move("beside");
        assertThat(hears()).isFalse();
        watch.cover(List.of(two));
        move("one/other");
        assertThat(hears()).isFalse();
    }

    @Test
    void a_folder_that_is_missing_is_heard_of_when_it_comes_however_deep() throws IOException {
        Path deep = dir.resolve("a/b/c");
        watch.cover(List.of(deep));
        for (String part : List.of("a", "a/b", "a/b/c")) {
            Files.createDirectory(dir.resolve(part));
            assertThat(hears()).as(part).isTrue();
            watch.cover(List.of(deep));
        }
        move("a/b/c/file");
        assertThat(hears()).isTrue();
        // Its ancestors are not listened to any more.
        Files.createFile(dir.resolve("a/b/file"));
        assertThat(hears()).isFalse();
    }

    @Test
    void a_folder_that_goes_is_heard_of_and_so_is_its_successor() throws IOException {
        Path folder = Files.createDirectory(dir.resolve("folder"));
        watch.cover(List.of(folder));
        for (int i = 0; i < 3; i++) {
            Files.delete(folder);
            assertThat(hears()).isTrue();
            watch.cover(List.of(folder));
            Files.createDirectory(folder);
            assertThat(hears()).isTrue();
            watch.cover(List.of(folder));
            Path inside = move("folder/file");
            assertThat(hears()).isTrue();
            Files.delete(inside);
            assertThat(hears()).isTrue();
        }
    }

    @Test
    void a_folder_that_is_moved_away_is_no_longer_the_folder() throws IOException {
        Path folder = Files.createDirectory(dir.resolve("folder"));
        watch.cover(List.of(folder));
        Files.move(folder, dir.resolve("elsewhere"));
        assertThat(hears()).isTrue();
        watch.cover(List.of(folder));
        move("elsewhere/file");
        assertThat(hears()).isFalse();
    }

    @Test
    void where_the_kernel_refuses_it_is_said_why() {
        FolderWatch refused = new FolderWatch(new FakeLibc() {
            @Override
            public int inotify() {
                return -24;
            }
        });
        assertThatThrownBy(() -> refused.cover(List.of(dir)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("errno 24")
                .hasMessageContaining("max_user_instances");
    }

    private Path move(String name) throws IOException {
        return Files.move(Files.createTempFile("watched", null), dir.resolve(name));
    }

    private boolean hears() {
        short[] happened = new short[1];
        libc.poll(new int[] {watch.descriptor()}, new short[] {LinuxAbi.POLLIN}, happened, 0);
        watch.drain();
        return happened[0] == LinuxAbi.POLLIN;
    }
}
