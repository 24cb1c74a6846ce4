package dev.llmbridge.setup.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramCommandTest {
    @Test
    void a_call_ends_with_its_arguments() {
        ProgramCommand command = new ProgramCommand(List.of("/usr/bin/java", "-jar", "/opt/b.jar"));

        assertThat(command.call(List.of("status", "--follow")))
                .containsExactly("/usr/bin/java", "-jar", "/opt/b.jar", "status", "--follow");
        assertThat(command.file()).isEqualTo(Path.of("/opt/b.jar"));
        assertThat(command.isNative()).isFalse();
    }

    @Test
    void a_shell_reads_each_word_as_it_is() throws Exception {
        List<String> words = List.of("/home/ada b/it's", "", "$HOME", "{activity} | ${cost:.2}", "a\"b\\c", "tail*;");
        String text = new ProgramCommand(List.of("/usr/bin/printf")).shellText(words);

        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", text.replace("/usr/bin/printf", "printf '[%s]'"));
        builder.environment().clear();
        Process shell = builder.redirectErrorStream(true).start();

        assertThat(shell.inputReader().readAllAsString())
                .isEqualTo("[/home/ada b/it's][][$HOME][{activity} | ${cost:.2}][a\"b\\c][tail*;]");
    }

    @Test
    void plain_words_stay_without_quotes() {
        assertThat(new ProgramCommand(List.of("/home/ada/.local/bin/waybar-llm-bridge")).shellText(List.of("status")))
                .isEqualTo("/home/ada/.local/bin/waybar-llm-bridge status");
    }

    @Test
    void a_process_that_runs_from_classes_cannot_be_started_by_others() {
        assertThatThrownBy(ProgramCommand::ofThisProcess)
                .isInstanceOf(UnknownProgramException.class)
                .hasMessage("on the JVM this wants to be started with java -jar");
    }
}
