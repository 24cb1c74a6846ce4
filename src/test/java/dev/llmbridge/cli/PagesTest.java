package dev.llmbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.llmbridge.Pages;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program accepts every call that the documentation contains. */
class PagesTest {
    /** First words of commands that do not call the program; other tests run them. */
    private static final List<String> OTHERS = List.of(
            "./mvnw",
            "bash",
            "systemctl",
            "journalctl",
            "tar",
            "cd",
            "./install.sh",
            "sudo",
            "nix",
            "nix/lock-dependencies",
            "exec");

    static Stream<Path> pages() {
        return Pages.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void the_program_accepts_every_call_on_a_page(Path page) {
        Stream.concat(Pages.commands(page).stream(), Pages.mentionedCalls(page).stream())
                .filter(command -> command.startsWith(CallWords.PROGRAM))
                .forEach(command -> assertThatCode(() -> ManPages.program("0").parseArgs(CallWords.of(command)))
                        .as(command)
                        .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_other_command_is_of_a_kind_that_other_tests_run(Path page) {
        assertThat(Pages.commands(page))
                .filteredOn(command -> !command.contains(CallWords.PROGRAM))
                .allSatisfy(command -> assertThat(OTHERS).contains(command.split(" ")[0]));
    }

    @Test
    void the_pages_contain_commands() {
        assertThat(pages().flatMap(page -> Pages.commands(page).stream())).hasSizeGreaterThan(10);
        assertThat(pages().flatMap(page -> Pages.mentionedCalls(page).stream())).hasSizeGreaterThan(5);
    }
}
