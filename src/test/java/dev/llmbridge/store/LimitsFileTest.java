package dev.llmbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.posix.FileLibc;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.session.Usage.SpendLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsFileTest {
    private static final List<AccountLimits> TWO = List.of(
            new AccountLimits(
                    "/home/u/.claude",
                    Instant.ofEpochSecond(1_795_000_000, 7),
                    Optional.of(new Limit(42, 1_795_001_000)),
                    Optional.of(new Limit(81, 1_795_100_000)),
                    Optional.empty()),
            new AccountLimits(
                    "/home/u/.claude-work",
                    Instant.ofEpochSecond(1_795_000_060),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new SpendLimit(
                            new Limit(62, 1_795_200_000),
                            OptionalDouble.of(31.25),
                            OptionalDouble.empty(),
                            "monthly"))));

    @TempDir
    Path home;

    @Test
    void what_is_written_is_read() throws IOException {
        file().write(TWO);

        assertThat(file().read()).isEqualTo(TWO);
    }

    @Test
    void the_file_and_its_directories_are_private_and_nothing_else_is_left() throws IOException {
        file().write(List.of());
        file().write(TWO);

        assertThat(permissions(path())).isEqualTo("rw-------");
        assertThat(permissions(path().getParent())).isEqualTo("rwx------");
        assertThat(permissions(path().getParent().getParent())).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(path().getParent())) {
            assertThat(files).containsExactly(path());
        }
    }

    @Test
    void a_missing_file_has_no_limits() {
        assertThat(file().read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{",
                "{}",
                "{\"form\":2,\"accounts\":[{\"fiveHour\":{\"usedPercent\":1,\"resetsAt\":2}}]}",
                "{\"form\":1,\"accounts\":[{\"fiveHour\":{\"usedPercent\":\"1\"}}]}",
                "{\"form\":1,\"accounts\":{}}"
            })
    void a_file_of_another_form_has_no_limits(String content) throws IOException {
        file().write(TWO);
        Files.writeString(path(), content);

        assertThat(file().read()).isEmpty();
    }

    @Test
    void a_directory_that_cannot_be_created_is_reported() throws IOException {
        Files.writeString(home.resolve("state"), "a file");

        assertThatThrownBy(() -> file().write(TWO)).isInstanceOf(IOException.class);
    }

    @Test
    void nothing_is_created_in_a_directory_of_another_user() {
        Libc other = new FileLibc() {
            @Override
            public int getuid() {
                return 4_711;
            }
        };

        assertThatThrownBy(() -> new LimitsFile(path(), TrustedFiles.of(other, home)).write(TWO))
                .isInstanceOf(IOException.class)
                .hasMessage(home + " belongs to another user");
        assertThat(home).isEmptyDirectory();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Path path() {
        return home.resolve("state/waybar-llm-bridge/limits.json");
    }

    private LimitsFile file() {
        return new LimitsFile(path(), TrustedFiles.of(Libc.current(), home));
    }
}
