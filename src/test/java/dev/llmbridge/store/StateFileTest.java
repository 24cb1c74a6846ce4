package dev.llmbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path runtime;

    @Test
    void the_written_line_is_read_back() throws IOException {
        state().write("{\"text\":\"größe\"}");

        assertThat(state().read()).contains("{\"text\":\"größe\"}");
        assertThat(path()).hasContent("{\"text\":\"größe\"}\n");
    }

    @Test
    void a_text_may_contain_braces() throws IOException {
        state().write("{\"text\":\"%s {} {0}\"}");

        assertThat(state().read()).contains("{\"text\":\"%s {} {0}\"}");
    }

    @Test
    void other_content_is_no_state() throws IOException {
        for (String content : List.of("", "{\"text\":\"a\"", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n", "{}", "text")) {
            Files.writeString(path(), content);
            assertThat(state().read()).as(content).isEmpty();
        }
    }

    @Test
    void without_a_file_there_is_no_state() {
        assertThat(state().read()).isEmpty();
    }

    @Test
    void anything_but_a_regular_file_is_no_state() throws IOException {
        Files.createDirectory(path());

        assertThat(state().read()).isEmpty();
    }

    @Test
    void the_file_is_private_even_if_the_one_it_replaces_was_not() throws IOException {
        Files.writeString(path(), "old");
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r--r--"));

        state().write("{}");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void writing_fails_if_the_directory_is_missing() {
        StateFile state = new StateFile(runtime.resolve("none/state.json"), trusted());

        assertThatThrownBy(() -> state.write("{}")).isInstanceOf(IOException.class);
    }

    @Test
    void leftovers_of_a_killed_writer_are_removed() throws IOException {
        state().write("{}");
        Path leftover = Files.writeString(runtime.resolve(".llm-bridge-1-llm_state.json.tmp"), "{");
        Path ofAnotherFile = Files.writeString(runtime.resolve(".llm-bridge-1-other_state.json.tmp"), "{");

        state().removeLeftovers();

        assertThat(leftover).doesNotExist();
        assertThat(ofAnotherFile).exists();
        assertThat(path()).exists();
    }

    @Test
    void readers_never_see_a_torn_or_missing_line_while_two_threads_write() throws Exception {
        String small = line(1);
        String large = line(20_000);
        state().write(small);
        AtomicBoolean done = new AtomicBoolean();
        Set<String> seen = new HashSet<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            Callable<Void> writer = () -> {
                for (int i = 0; i < 2_000; i++) {
                    state().write(i % 2 == 0 ? large : small);
                }
                return null;
            };
            List<Future<Void>> writing = List.of(writers.submit(writer), writers.submit(writer));
            while (!done.get()) {
                seen.add(state().read().orElse("nothing"));
                done.set(writing.stream().allMatch(Future::isDone));
            }
            for (Future<Void> future : writing) {
                future.get();
            }
        }

        assertThat(seen).containsExactlyInAnyOrder(small, large);
        try (Stream<Path> files = Files.list(runtime)) {
            assertThat(files).containsExactly(path());
        }
    }

    private static String line(int length) {
        return "{\"text\":\"" + "a".repeat(length) + "\"}";
    }

    private StateFile state() {
        return new StateFile(path(), trusted());
    }

    private Path path() {
        return runtime.resolve("llm_state.json");
    }

    private TrustedFiles trusted() {
        return TrustedFiles.of(Libc.current(), runtime);
    }
}
