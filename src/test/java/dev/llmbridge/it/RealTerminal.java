package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A program in a real terminal: tmux, whose screen can be read. It ends when its home is closed. */
final class RealTerminal {
    private static final int ROWS = 60;
    /** The start of the screen's last line, before the exit code, once the program has exited. */
    private static final String END = "ended: ";

    private final Home home;

    private final Path socket;

    private RealTerminal(Home home, Path socket) {
        this.home = home;
        this.socket = socket;
    }

    /**
     * Runs a shell command line.
     *
     * @param environment variables in addition to those of {@code home} and tmux
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

    /** Waits for the program to exit and returns the lines of the screen. */
    List<String> waitForExit() {
        await("the end of the program in the terminal")
                .until(() -> screen().stream().anyMatch(line -> line.startsWith(END)));
        List<String> screen = screen();
        assertThat(screen.getLast()).isEqualTo(END + 0);
        return screen.subList(0, screen.size() - 1);
    }

    /** Returns the lines of the screen, without trailing spaces and empty lines at the end. */
    List<String> screen() {
        return capture();
    }

    /** Returns the lines of the screen, with wrapped lines joined. */
    List<String> unwrapped() {
        List<String> lines = capture("-J");
        return lines.stream().filter(line -> !line.startsWith(END)).toList();
    }

    /** Returns the screen with the escape sequences of its colours. */
    String coloured() {
        return String.join("\n", capture("-e"));
    }

    /** Returns the cursor's column, from 0. */
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
