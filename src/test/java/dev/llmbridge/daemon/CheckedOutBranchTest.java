package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the daemon reads what is checked out in the directory of a session. */
class CheckedOutBranchTest {
    private static final String SHOP = "\"cwd\":\"/w/shop\"";

    @TempDir
    private Path directory;

    private VirtualDaemon daemon;

    @BeforeEach
    void startDaemon() {
        daemon = new VirtualDaemon(directory, "{?branch}{branch}{/branch}");
        daemon.checkOut("/w/shop", "main");
    }

    @Test
    void a_prompt_shows_the_branch() {
        daemon.hook(0, "s", "UserPromptSubmit", SHOP);

        assertThat(shown()).isEqualTo("main");
    }

    @Test
    void a_status_line_shows_the_branch_that_is_checked_out_now() {
        daemon.hook(0, "s", "UserPromptSubmit", SHOP);
        daemon.checkOut("/w/shop", "fix");
        assertThat(shown()).isEqualTo("main");

        daemon.status("s", SHOP);

        assertThat(shown()).isEqualTo("fix");
    }

    @Test
    void the_end_of_a_shell_command_shows_the_branch_that_it_checked_out() {
        String tool = "\"tool_name\":\"Bash\",\"tool_use_id\":\"t\"";
        daemon.hook(0, "s", "UserPromptSubmit", SHOP).hook(0, "s", "PreToolUse", SHOP, tool);
        daemon.checkOut("/w/shop", "fix");

        daemon.hook(0, "s", "PostToolUse", SHOP, tool);

        assertThat(shown()).isEqualTo("fix");
    }

    @Test
    void a_directory_without_a_repository_has_no_branch() {
        daemon.hook(0, "s", "UserPromptSubmit", SHOP);
        assertThat(shown()).isEqualTo("main");

        daemon.hook(0, "s", "Stop", "\"cwd\":\"/w\"");

        assertThat(shown()).isEmpty();
    }

    private String shown() {
        daemon.elapse(Duration.ofMillis(100));
        return daemon.text();
    }
}
