package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritedPipesTest {
    private final List<Integer> closed = new ArrayList<>();
    private final Libc libc = new FakeLibc() {
        @Override
        public int close(int descriptor) {
            closed.add(descriptor);
            return 0;
        }
    };

    @TempDir
    Path descriptors;

    @Test
    void only_pipes_other_than_the_standard_streams_are_closed() throws IOException {
        for (int stream = 0; stream <= 2; stream++) {
            descriptor(stream, "pipe:[100]");
        }
        descriptor(3, "pipe:[101]");
        descriptor(4, "socket:[102]");
        descriptor(5, "/home/ada/pipe:[103]");
        descriptor(6, "anon_inode:[eventpoll]");
        descriptor(17, "pipe:[104]");

        InheritedPipes.close(libc, descriptors);

        assertThat(closed).containsExactlyInAnyOrder(3, 17);
    }

    @Test
    void a_missing_proc_is_ignored() {
        assertThatCode(() -> InheritedPipes.close(libc, descriptors.resolve("missing")))
                .doesNotThrowAnyException();
    }

    private void descriptor(int number, String target) throws IOException {
        Files.createSymbolicLink(descriptors.resolve(Integer.toString(number)), Path.of(target));
    }
}
