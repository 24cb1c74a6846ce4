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
                Call.Running running = shell.call(command).start();
                if (command.contains("--follow")) {
                    await(command).until(() -> !running.out().isEmpty());
                    running.assertRunning();
                    running.process().destroy();
                } else {
                    // doctor's exit code also reflects problems with this machine.
                    int highest = command.contains(" doctor") ? 1 : 0;
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
