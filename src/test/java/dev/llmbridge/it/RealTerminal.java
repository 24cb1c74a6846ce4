package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A terminal with a program in it: tmux, whose screen can be read. It ends with its home. */
final class RealTerminal {
    private static final int ROWS = 60;
    /** Last on the screen, with the exit code, when the program has ended. */
    private static final String END = "ended: ";

    private final Home home;

    private final Path socket;

    private RealTerminal(Home home, Path socket) {
        this.home = home;
        this.socket = socket;
    }

    /**
     * Runs a shell's line.
     *
     * @param environment what the line gets beside {@code home}'s and tmux' own
     */
    static RealTerminal start(Home home, int columns, Map<String, String> environment, String line) {
        RealTerminal terminal = new RealTerminal(home, home.newOutput());
        String variables = environment.entrySet().stream()
                .map(variable -> variable.getKey() + "='" + variable.getValue() + "' ")
                .collect(Collectors.joining());
        String script =
                "env " + variables + "sh -c '" + line.replace("'", "'\\''") + "'; echo '" + END + "'$?; sleep 600";
        Call.Result started = terminal.tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                Integer.toString(columns),
                "-y",
                Integer.toString(ROWS),
                script);
        assertThat(started.err()).isEmpty();
        return terminal;
    }

    /** What is on the screen when the program has ended, line by line. */
    List<String> end() {
        await("the end of the program in the terminal")
                .until(() -> screen().stream().anyMatch(line -> line.startsWith(END)));
        List<String> screen = screen();
        assertThat(screen.getLast()).isEqualTo(END + 0);
        return screen.subList(0, screen.size() - 1);
    }

    /** The lines of the screen, without what is empty below and to the right. */
    List<String> screen() {
        return capture();
    }

    /** The same, with lines that were wrapped put together again. */
    List<String> unwrapped() {
        List<String> lines = capture("-J");
        return lines.stream().filter(line -> !line.startsWith(END)).toList();
    }

    /** The screen with the escape sequences of its colours. */
    String coloured() {
        return String.join("\n", capture("-e"));
    }

    /** Columns from the left edge to the cursor. */
    int cursor() {
        return Integer.parseInt(
                tmux("display-message", "-p", "#{cursor_x}").out().strip());
    }

    void press(String key) {
        tmux("send-keys", key);
    }

    void resize(int columns) {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(ROWS));
    }

    private List<String> capture(String... options) {
        List<String> arguments = new ArrayList<>(List.of("capture-pane", "-p"));
        arguments.addAll(List.of(options));
        return tmux(arguments.toArray(String[]::new))
                .out()
                .stripTrailing()
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    private Call.Result tmux(String... arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        return new Call(home, command).run();
    }
}
