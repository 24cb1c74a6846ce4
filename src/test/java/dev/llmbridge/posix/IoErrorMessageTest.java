package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class IoErrorMessageTest {
    @Test
    void the_reason_is_given_even_if_the_message_is_only_the_path() {
        assertThat(IoErrorMessage.withFile(new NoSuchFileException("/a"))).isEqualTo("/a: No such file or directory");
        assertThat(IoErrorMessage.withFile(new AccessDeniedException("/a"))).isEqualTo("/a: Permission denied");
        assertThat(IoErrorMessage.of(new AccessDeniedException("/a"))).isEqualTo("Permission denied");
    }

    @Test
    void a_reason_that_the_exception_has_is_kept() {
        assertThat(IoErrorMessage.withFile(new FileSystemException("/a", null, "No space left on device")))
                .isEqualTo("/a: No space left on device");
        assertThat(IoErrorMessage.withFile(new IOException("the pipe is closed")))
                .isEqualTo("the pipe is closed");
        assertThat(IoErrorMessage.withFile(new IOException())).isEqualTo("IOException");
    }

    @Test
    void a_file_in_the_place_of_a_directory_is_named_once() {
        assertThat(IoErrorMessage.withFile(new FileAlreadyExistsException("/a")))
                .isEqualTo("/a is not a directory");
    }
}
