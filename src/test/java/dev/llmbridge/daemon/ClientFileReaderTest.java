package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.posix.TrustedUsers;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFileReaderTest {
    private static final String FILE =
            "{\"pid\":7,\"sessionId\":\"s\",\"procStart\":1,\"status\":\"idle\",\"statusUpdatedAt\":1}";

    private static final int UID = Libc.current().getuid();

    @TempDir
    private Path directory;

    private final ClientFileReader reader = new ClientFileReader(trusting(UID));

    @ParameterizedTest
    @CsvSource({"1.json, 1", "4711.json, 4711", "999999999.json, 999999999"})
    void a_clients_file_is_named_after_its_pid(String name, int pid) {
        assertThat(ClientFileReader.pidOf(directory.resolve(name))).isEqualTo(OptionalInt.of(pid));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7.key",
                "7.json.tmp",
                ".json",
                "7",
                "-7.json",
                "07.json",
                "0.json",
                "x7.json",
                "7x.json",
                "7.json.key",
                "٧.json",
                "1234567890.json",
                "7.JSON",
                " 7.json",
                "7.key.json"
            })
    void a_file_with_any_other_name_is_ignored(String name) throws IOException {
        Files.writeString(directory.resolve(name), FILE);

        assertThat(ClientFileReader.pidOf(directory.resolve(name))).isEmpty();
        assertThat(reader.readAll(directory)).isEmpty();
    }

    @Test
    void invalid_files_are_skipped_and_the_others_read() throws IOException {
        Files.writeString(directory.resolve("7.json"), FILE);
        Files.writeString(directory.resolve("8.json"), "not yet written");
        Files.writeString(directory.resolve("9.json"), "");
        Files.createDirectory(directory.resolve("10.json"));
        Files.createSymbolicLink(directory.resolve("11.json"), directory.resolve("7.json"));

        assertThat(reader.readAll(directory))
                .extracting(file -> file.session().value())
                .containsExactly("s");
    }

    @Test
    void a_file_whose_content_names_another_process_is_ignored() throws IOException {
        assertThat(reader.read(Files.writeString(directory.resolve("8.json"), FILE)))
                .isEmpty();
    }

    @Test
    void a_file_larger_than_the_limit_is_ignored() throws IOException {
        String largest = FILE + " ".repeat(ClientSessionFile.MAX_BYTES - FILE.length());
        Path file = directory.resolve("7.json");

        assertThat(reader.read(Files.writeString(file, largest))).isPresent();
        assertThat(reader.read(Files.writeString(file, largest + " "))).isEmpty();
    }

    @Test
    void another_users_file_is_ignored() throws IOException {
        Path file = Files.writeString(directory.resolve("7.json"), FILE);

        assertThat(new ClientFileReader(trusting(UID + 1)).read(file)).isEmpty();
        assertThat(reader.read(file)).isPresent();
    }

    @Test
    void a_huge_sparse_file_is_ignored_at_once() throws IOException {
        Path file = directory.resolve("7.json");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(1L << 30);
        }

        assertThat(reader.read(file)).isEmpty();
    }

    @Test
    void a_missing_directory_has_no_files() {
        assertThat(reader.readAll(directory.resolve("none"))).isEmpty();
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_does_not_block_the_reader() throws Exception {
        Path pipe = directory.resolve("7.json");
        ProcessBuilder mkfifo = new ProcessBuilder("/usr/bin/mkfifo", pipe.toString());
        mkfifo.environment().clear();
        assertThat(mkfifo.start().waitFor()).isZero();

        assertThat(reader.read(pipe)).isEmpty();
    }

    private static TrustedFiles trusting(int user) {
        return new TrustedFiles(Libc.current(), new TrustedUsers(user, OptionalInt.empty()));
    }
}
