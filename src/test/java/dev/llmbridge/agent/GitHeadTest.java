package dev.llmbridge.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.posix.TrustedUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHeadTest {
    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    private final Libc libc = Libc.current();
    private final GitHead head =
            new GitHead(new TrustedFiles(libc, new TrustedUsers(libc.getuid(), OptionalInt.empty())));

    @TempDir
    private Path directory;

    private Path repository;

    @BeforeEach
    void createRepository() throws IOException {
        repository = Files.createDirectories(directory.resolve("shop"));
        write(repository.resolve(".git/HEAD"), "ref: refs/heads/feature/login\n");
    }

    @Test
    void the_branch_is_read_in_the_repository_and_its_subdirectories() throws IOException {
        Path inner = Files.createDirectories(repository.resolve("src/main/java"));

        assertThat(branchIn(repository)).isEqualTo("feature/login");
        assertThat(branchIn(inner)).isEqualTo("feature/login");
        assertThat(head.branchIn(repository + "/src/../src/")).isEqualTo("feature/login");
    }

    @Test
    void the_innermost_repository_counts() throws IOException {
        write(repository.resolve("vendored/.git/HEAD"), "ref: refs/heads/main\n");

        assertThat(branchIn(repository.resolve("vendored"))).isEqualTo("main");
    }

    @Test
    void outside_of_a_repository_there_is_no_branch() {
        assertThat(branchIn(directory)).isEmpty();
        assertThat(branchIn(directory.resolve("missing"))).isEmpty();
        assertThat(head.branchIn("")).isEmpty();
        assertThat(head.branchIn("shop")).isEmpty();
        assertThat(head.branchIn("/a\0b")).isEmpty();
    }

    @Test
    void a_linked_worktree_has_a_branch_of_its_own() throws IOException {
        write(repository.resolve(".git/worktrees/fix/HEAD"), "ref: refs/heads/fix\n");
        write(directory.resolve("absolute/.git"), "gitdir: " + repository.resolve(".git/worktrees/fix") + "\n");
        write(directory.resolve("relative/.git"), "gitdir: ../shop/.git/worktrees/fix\n");

        assertThat(branchIn(directory.resolve("absolute"))).isEqualTo("fix");
        assertThat(branchIn(directory.resolve("relative"))).isEqualTo("fix");
    }

    @ParameterizedTest
    @CsvSource({
        "ref: refs/heads/main, main",
        "ref:   refs/heads/main, main",
        "ref: refs/heads/größe, größe",
        "ref: refs/remotes/origin/main, remotes/origin/main",
        HASH + ", 0123456",
        HASH + "0123456789abcdef01234567, 0123456",
    })
    void the_head_is_a_branch_or_a_commit(String content, String shown) throws IOException {
        write(repository.resolve(".git/HEAD"), content + "\n");

        assertThat(branchIn(repository)).isEqualTo(shown);
    }

    /** Repositories with the reftable format have the last one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ref:",
                "ref: main",
                "0123",
                "g" + "0123456789abcdef0123456789abcdef0123456",
                "ref: refs/heads/.invalid"
            })
    void any_other_head_is_ignored(String content) throws IOException {
        write(repository.resolve(".git/HEAD"), content);

        assertThat(branchIn(repository)).isEmpty();
    }

    @Test
    void a_huge_file_is_not_read() throws IOException {
        write(repository.resolve(".git/HEAD"), "ref: refs/heads/" + "x".repeat(100_000));

        assertThat(branchIn(repository)).isEmpty();
    }

    @Test
    void a_pipe_is_not_waited_for() throws Exception {
        Path pipe = Files.createDirectories(directory.resolve("pipe")).resolve(".git");
        Files.delete(repository.resolve(".git/HEAD"));
        for (Path each : new Path[] {pipe, repository.resolve(".git/HEAD")}) {
            assertThat(new ProcessBuilder("mkfifo", each.toString()).start().waitFor())
                    .isZero();
        }

        CompletableFuture<String> read =
                CompletableFuture.supplyAsync(() -> branchIn(repository) + branchIn(directory.resolve("pipe")));

        assertThat(read).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("");
    }

    @Test
    void the_files_of_another_user_are_not_read() {
        TrustedUsers others = new TrustedUsers(libc.getuid() + 1, OptionalInt.empty());

        assertThat(new GitHead(new TrustedFiles(libc, others)).branchIn(repository.toString()))
                .isEmpty();
    }

    @Test
    void a_repository_that_refers_to_itself_or_to_nothing_is_ignored() throws IOException {
        write(directory.resolve("loop/.git"), "gitdir: .\n");
        write(directory.resolve("broken/.git"), "gitdir: /missing\n");
        write(directory.resolve("empty/.git"), "gitdir: \n");

        for (String name : new String[] {"loop", "broken", "empty"}) {
            assertThatCode(() -> assertThat(branchIn(directory.resolve(name))).isEmpty())
                    .doesNotThrowAnyException();
        }
    }

    private String branchIn(Path path) {
        return head.branchIn(path.toString());
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
