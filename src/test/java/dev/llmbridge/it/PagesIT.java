package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.Pages;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Runs the commands in the documentation that call the program. */
@Twins
final class PagesIT {
    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    PagesIT(Program program) {
        this.program = program;
    }

    @Test
    void every_documented_command_works() {
        UserShell shell = UserShell.of(program, home);
        home.write(home.user().resolve(".config/waybar/style.css"), "* { font-size: 12px; }\n");
        try (DaemonProcess daemon = DaemonProcess.start(program, home)) {
            for (String command : commands()) {
                // Without a terminal, setup asks nobody; what it would change here depends on this machine.
                boolean isSetup = command.contains(" setup");
                Call.Running running = shell.call(
                                isSetup && !command.contains("--dry-run") ? command + " --dry-run" : command)
                        .start();
                if (command.contains("--follow")) {
                    await(command).until(() -> !running.out().isEmpty());
                    running.assertRunning();
                    running.process().destroy();
                } else {
                    // The exit code of these two also reflects problems with this machine.
                    int highest = isSetup || command.contains(" doctor") ? 1 : 0;
                    Call.Result result = running.waitForExit();
                    assertThat(result.exit()).as(command + ": " + result.err()).isBetween(0, highest);
                }
            }
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    private static List<String> commands() {
        return Pages.all().stream()
                .flatMap(page -> Pages.commands(page).stream())
                .filter(command -> command.contains("waybar-llm-bridge ") && !command.startsWith("sudo"))
                .distinct()
                .toList();
    }
}
