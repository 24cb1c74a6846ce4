package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The verb {@code completion}: real shells complete with the scripts it prints. */
@Twins
final class CompletionIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    CompletionIT(Program program) {
        this.program = program;
    }

    /** Maps the text typed before Tab to the expected completion. */
    private static final Map<String, String> TYPED = Map.of(
            "waybar-llm-bridge sess", "sessions",
            "waybar-llm-bridge sessions --js", "--json",
            "waybar-llm-bridge event --type tool-s", "tool-start",
            "waybar-llm-bridge demo --scenario wai", "waiting",
            "waybar-llm-bridge completion fi", "fish",
            "waybar-llm-bridge help sess", "sessions");

    @Test
    void bash_completes_verbs_options_and_their_values() {
        Path script = script("bash");
        TYPED.forEach((typed, word) -> {
            String[] words = typed.split(" ");
            String probe = """
                    . "$1"; shift
                    compopt() { :; }
                    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
                    eval "$(complete -p waybar-llm-bridge | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
                    printf '%s\\n' "${COMPREPLY[@]}"
                    """;
            List<String> line = new ArrayList<>(List.of("bash", "-c", probe, "bash", script.toString()));
            line.addAll(List.of(words));
            Call.Result answer = run(line);
            assertThat(answer.out().lines().map(String::strip)).as(typed).contains(word);
            assertThat(answer.err()).isEmpty();
        });
    }

    @Test
    void zsh_completes_verbs_options_and_their_values() {
        Path script = script("zsh");
        String driver = CompletionIT.class.getResource("/rig/complete.zsh").getPath();
        TYPED.forEach((typed, word) -> {
            Call.Result answer = run(List.of("zsh", "-f", driver, script.toString(), typed));
            String line = typed.substring(0, typed.lastIndexOf(' ') + 1) + word + " \n";
            assertThat(answer.out()).as(typed).isEqualTo(line);
        });
    }

    @Test
    void fish_completes_verbs_options_and_their_values() {
        Path script = script("fish");
        TYPED.forEach((typed, word) -> {
            Call.Result answer = run(List.of(
                    "fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script.toString(), typed));
            assertThat(answer.out().lines().map(line -> line.split("\t")[0]))
                    .as(typed)
                    .contains(word);
            assertThat(answer.err()).isEmpty();
        });
    }

    @Test
    void an_unknown_shell_is_rejected_with_a_list_of_the_known_ones() {
        Call.Result answer = program.call(home, "completion", "tcsh").run();
        assertThat(answer.exit()).isEqualTo(64);
        assertThat(answer.err()).contains("bash, zsh or fish").hasLineCount(1);
        assertThat(answer.out()).isEmpty();
    }

    private Path script(String shell) {
        Installed.assume(shell);
        Call.Result printed = program.call(home, "completion", shell).run();
        assertThat(printed.exit()).isZero();
        assertThat(printed.err()).isEmpty();
        Path script = home.root().resolve("completion." + shell);
        home.write(script, printed.out());
        return script;
    }

    private Call.Result run(List<String> command) {
        return new Call(home, command)
                .with("PATH", "/usr/bin:/bin")
                .with("TERM", "xterm")
                .run();
    }
}
