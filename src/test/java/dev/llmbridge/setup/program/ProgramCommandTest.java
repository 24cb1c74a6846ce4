package dev.llmbridge.setup.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramCommandTest {
    @Test
    void arguments_follow_the_command() {
        ProgramCommand command = new ProgramCommand(List.of("/usr/bin/java", "-jar", "/opt/b.jar"));

        assertThat(command.call(List.of("status", "--follow")))
                .containsExactly("/usr/bin/java", "-jar", "/opt/b.jar", "status", "--follow");
        assertThat(command.file()).isEqualTo(Path.of("/opt/b.jar"));
        assertThat(command.isNative()).isFalse();
    }

    @Test
    void a_shell_parses_the_text_into_the_same_words() throws Exception {
        List<String> words = List.of("/home/ada b/it's", "", "$HOME", "{activity} | ${cost:.2}", "a\"b\\c", "tail*;");
        String text = new ProgramCommand(List.of("/usr/bin/printf")).shellText(words);

        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", text.replace("/usr/bin/printf", "printf '[%s]'"));
        builder.environment().clear();
        Process shell = builder.redirectErrorStream(true).start();

        assertThat(shell.inputReader().readAllAsString())
                .isEqualTo("[/home/ada b/it's][][$HOME][{activity} | ${cost:.2}][a\"b\\c][tail*;]");
    }

    @Test
    void plain_words_are_not_quoted() {
        assertThat(new ProgramCommand(List.of("/home/ada/.local/bin/waybar-llm-bridge")).shellText(List.of("status")))
                .isEqualTo("/home/ada/.local/bin/waybar-llm-bridge status");
    }

    @Test
    void a_process_that_runs_from_class_files_has_no_command() {
        assertThatThrownBy(ProgramCommand::ofThisProcess)
                .isInstanceOf(UnknownProgramException.class)
                .hasMessage("on the JVM, the program must be started with java -jar");
    }
}
