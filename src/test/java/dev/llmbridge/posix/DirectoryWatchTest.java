package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.DirectoryWatch.FileChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatchTest {
    @TempDir
    Path dir;

    private final Libc libc = Libc.current();

    @AutoClose
    private final DirectoryWatch watch = new DirectoryWatch(libc, FileChanges.RENAMED_OR_DELETED);

    @AutoClose
    private final DirectoryWatch anyChange = new DirectoryWatch(libc, FileChanges.ANY);

    @Test
    void a_file_renamed_into_the_directory_is_reported_but_writing_is_not() throws IOException {
        watch.setDirectories(List.of(dir));
        Path temporary = Files.writeString(dir.resolve("temporary"), "content");
        assertThat(reportsChange()).isFalse();
        Files.move(temporary, dir.resolve("file"));
        assertThat(reportsChange()).isTrue();
    }

    @Test
    void a_deleted_file_is_reported() throws IOException {
        Files.createFile(dir.resolve("file"));
        watch.setDirectories(List.of(dir));
        Files.delete(dir.resolve("file"));
        assertThat(reportsChange()).isTrue();
    }

    @Test
    void a_file_being_opened_is_reported_but_renaming_it_is_not() throws IOException {
        try (DirectoryWatch openings = new DirectoryWatch(libc, FileChanges.OPENED)) {
            openings.setDirectories(List.of(dir));
            Path file = moveFileTo("file");
            assertThat(openings.takeChanges()).isEmpty();
            Files.readString(file);
            openings.awaitChange(Duration.ofSeconds(5));
            assertThat(openings.takeChanges()).contains(file);
        }
    }

    @Test
    void each_change_is_reported_once() throws IOException {
        watch.setDirectories(List.of(dir));
        moveFileTo("one");
        moveFileTo("two");
        assertThat(reportsChange()).isTrue();
        assertThat(reportsChange()).isFalse();
    }

    @Test
    void only_the_given_directories_are_watched() throws IOException {
        Path one = Files.createDirectory(dir.resolve("one"));
        Path two = Files.createDirectory(dir.resolve("two"));
        watch.setDirectories(List.of(one, two));
        moveFileTo("one/file");
        assertThat(reportsChange()).isTrue();
        moveFileTo("two/file");
        assertThat(reportsChange()).isTrue();
        moveFileTo("beside");
        assertThat(reportsChange()).isFalse();
        watch.setDirectories(List.of(two));
        moveFileTo("one/other");
        assertThat(reportsChange()).isFalse();
    }

    @Test
    void the_creation_of_a_missing_directory_is_reported_at_any_depth() throws IOException {
        Path deep = dir.resolve("a/b/c");
        watch.setDirectories(List.of(deep));
        for (String part : List.of("a", "a/b", "a/b/c")) {
            Files.createDirectory(dir.resolve(part));
            assertThat(reportsChange()).as(part).isTrue();
            watch.setDirectories(List.of(deep));
        }
        moveFileTo("a/b/c/file");
        assertThat(reportsChange()).isTrue();
        // The directory's ancestors are now watched only for being moved or deleted.
        Files.createFile(dir.resolve("a/b/file"));
        assertThat(reportsChange()).isFalse();
    }

    @Test
    void a_deleted_directory_and_its_replacement_are_reported() throws IOException {
        Path directory = Files.createDirectory(dir.resolve("directory"));
        watch.setDirectories(List.of(directory));
        for (int i = 0; i < 3; i++) {
            Files.delete(directory);
            assertThat(reportsChange()).isTrue();
            watch.setDirectories(List.of(directory));
            Files.createDirectory(directory);
            assertThat(reportsChange()).isTrue();
            watch.setDirectories(List.of(directory));
            Path inside = moveFileTo("directory/file");
            assertThat(reportsChange()).isTrue();
            Files.delete(inside);
            assertThat(reportsChange()).isTrue();
        }
    }

    @Test
    void a_directory_moved_away_is_no_longer_watched() throws IOException {
        Path directory = Files.createDirectory(dir.resolve("directory"));
        watch.setDirectories(List.of(directory));
        Files.move(directory, dir.resolve("elsewhere"));
        assertThat(reportsChange()).isTrue();
        watch.setDirectories(List.of(directory));
        moveFileTo("elsewhere/file");
        assertThat(reportsChange()).isFalse();
    }

    @Test
    void the_replacement_of_an_ancestor_is_reported() throws IOException {
        Path directory = Files.createDirectories(dir.resolve("a/b/c"));
        watch.setDirectories(List.of(directory));
        Files.move(dir.resolve("a"), dir.resolve("old"));
        assertThat(reportsChange()).isTrue();
        assertThat(watch.setDirectories(List.of(directory))).isTrue();
        Files.createDirectories(directory);
        assertThat(reportsChange()).isTrue();
        watch.setDirectories(List.of(directory));
        moveFileTo("a/b/c/file");
        assertThat(watch.takeChanges()).containsExactly(directory.resolve("file"));
    }

    @Test
    void the_replacement_of_a_link_is_reported() throws IOException {
        Path one = Files.createDirectories(dir.resolve("one/sessions"));
        Path two = Files.createDirectories(dir.resolve("two/sessions"));
        Path link = Files.createSymbolicLink(dir.resolve("link"), one.getParent());
        Path directory = link.resolve("sessions");
        watch.setDirectories(List.of(directory));
        Path other = Files.createSymbolicLink(dir.resolve("other"), two.getParent());
        Files.move(other, link, StandardCopyOption.ATOMIC_MOVE);
        watch.takeChanges();
        assertThat(watch.setDirectories(List.of(directory))).isTrue();
        moveFileTo("two/sessions/file");
        assertThat(watch.takeChanges()).containsExactly(directory.resolve("file"));
    }

    @Test
    void watching_begins_anew_only_if_the_directories_have_changed() throws IOException {
        assertThat(watch.setDirectories(List.of(dir))).isTrue();
        moveFileTo("file");
        watch.takeChanges();
        assertThat(watch.setDirectories(List.of(dir))).isFalse();
        assertThat(watch.setDirectories(List.of(dir, dir.resolve("missing")))).isTrue();
        moveFileTo("other");
        watch.takeChanges();
        assertThat(watch.setDirectories(List.of(dir, dir.resolve("missing")))).isFalse();
    }

    @Test
    void changed_files_are_returned_once_in_order() throws IOException {
        anyChange.setDirectories(List.of(dir));
        Path german = Files.writeString(dir.resolve("ä.json"), "1");
        Path other = Files.writeString(dir.resolve("other"), "1");
        Files.writeString(german, "2");
        assertThat(anyChange.takeChanges()).containsExactly(german, other);
        assertThat(anyChange.takeChanges()).isEmpty();
        Path renamed = Files.move(other, dir.resolve("renamed"));
        assertThat(anyChange.takeChanges()).containsExactly(other, renamed);
        Files.delete(german);
        assertThat(anyChange.takeChanges()).containsExactly(german);
    }

    @Test
    void a_directory_may_have_two_paths_and_contain_another() throws IOException {
        Path link = Files.createSymbolicLink(dir.resolve("link"), Files.createDirectory(dir.resolve("real")));
        Path missing = link.resolve("missing");
        anyChange.setDirectories(List.of(dir.resolve("real"), missing));
        Path file = Files.createFile(dir.resolve("real/file"));
        assertThat(anyChange.takeChanges()).containsExactly(file);
        Files.createDirectory(missing);
        anyChange.takeChanges();
        assertThat(anyChange.setDirectories(List.of(dir.resolve("real"), missing)))
                .isTrue();
        Files.createFile(missing.resolve("inner"));
        Files.createFile(dir.resolve("real/outer"));
        assertThat(anyChange.takeChanges()).containsExactly(missing.resolve("inner"), dir.resolve("real/outer"));
    }

    @Test
    void the_other_directories_are_watched_if_one_cannot_be() throws IOException {
        Path denied = dir.resolve("denied");
        List<Path> watched = new ArrayList<>();
        Libc denying = new FakeLibc() {
            @Override
            public int inotify() {
                return 1000;
            }

            @Override
            public int watchDirectory(int inotify, Path directory, int events) {
                if ((events & LinuxAbi.IN_MODIFY) != 0 && !directory.equals(denied)) {
                    watched.add(directory);
                }
                return directory.equals(denied) ? -Errno.EACCES : 1;
            }

            @Override
            public int close(int descriptor) {
                return 0;
            }
        };
        DirectoryWatch partial = new DirectoryWatch(denying, FileChanges.ANY);
        assertThat(partial.setDirectories(List.of(denied, dir))).isTrue();
        assertThat(watched).containsExactly(dir);
        assertThat(partial.failure()).hasValue("cannot watch " + denied + " (errno 13)");
        assertThat(partial.timeout()).isEqualTo(1_000_000_000);
        assertThat(partial.setDirectories(List.of(denied, dir))).isTrue();
        assertThat(partial.setDirectories(List.of(dir))).isTrue();
        assertThat(partial.failure()).isEmpty();
        assertThat(partial.timeout()).isNegative();
        assertThat(partial.setDirectories(List.of(dir))).isFalse();
    }

    @Test
    void an_inotify_error_is_explained_and_watching_begins_once_it_is_gone() throws IOException {
        AtomicInteger instances = new AtomicInteger();
        Libc tooManyInstances = new FakeLibc() {
            @Override
            public int inotify() {
                return instances.get() == 0 ? -Errno.EMFILE : libc.inotify();
            }

            @Override
            public int watchDirectory(int inotify, Path directory, int events) {
                return libc.watchDirectory(inotify, directory, events);
            }

            @Override
            public int close(int descriptor) {
                return libc.close(descriptor);
            }
        };
        try (DirectoryWatch refused = new DirectoryWatch(tooManyInstances, FileChanges.ANY)) {
            for (int i = 0; i < 2; i++) {
                assertThat(refused.setDirectories(List.of(dir))).isTrue();
                assertThat(refused.descriptor()).isNegative();
                assertThat(refused.failure())
                        .hasValueSatisfying(why -> assertThat(why).contains("errno 24", "max_user_instances"));
            }
            instances.set(1);
            assertThat(refused.setDirectories(List.of(dir))).isTrue();
            assertThat(refused.failure()).isEmpty();
            assertThat(refused.setDirectories(List.of(dir))).isFalse();
        }
    }

    @Test
    void the_limit_on_watches_is_named() {
        Libc tooManyWatches = new FakeLibc() {
            @Override
            public int inotify() {
                return 1000;
            }

            @Override
            public int watchDirectory(int inotify, Path directory, int events) {
                return -Errno.ENOSPC;
            }
        };
        DirectoryWatch refused = new DirectoryWatch(tooManyWatches, FileChanges.ANY);
        assertThat(refused.setDirectories(List.of(dir))).isTrue();
        assertThat(refused.failure())
                .hasValueSatisfying(why -> assertThat(why).contains("errno 28", "max_user_watches"));
    }

    private Path moveFileTo(String name) throws IOException {
        return Files.move(Files.createTempFile("watched", null), dir.resolve(name));
    }

    private boolean reportsChange() {
        short[] revents = new short[1];
        libc.poll(new int[] {watch.descriptor()}, new short[] {LinuxAbi.POLLIN}, revents, 0);
        watch.takeChanges();
        return revents[0] == LinuxAbi.POLLIN;
    }
}
