package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process that behaves like Claude Code: it runs hooks as child processes, with its own pid in their environment, and
 * keeps a client's session file. It executes the shell commands that it reads from standard input, one line at a time.
 */
final class ClientDouble implements AutoCloseable {
    private static final String COMMAND_LOOP = "while IFS= read -r line; do eval \"$line\"; echo done; done";

    private final Program program;
    private final Call.Running running;
    private final Path directory;
    private int executed;

    private ClientDouble(Program program, Call.Running running, Path directory) {
        this.program = program;
        this.running = running;
        this.directory = directory;
    }

    /** Starts a client that keeps its file in the default directory. */
    static ClientDouble start(Program program, Home home) {
        return start(program, home, home.user().resolve(".claude/sessions"));
    }

    static ClientDouble start(Program program, Home home, Path directory) {
        Call call = new Call(home, List.of("/bin/sh", "-c", COMMAND_LOOP)).openInput();
        return new ClientDouble(program, call.start(), directory);
    }

    long pid() {
        return running.process().pid();
    }

    Path file() {
        return directory.resolve(pid() + ".json");
    }

    /** Runs a hook and waits for it to exit. */
    void hook(String payload) {
        execute("printf '%s' '" + payload.strip() + "' | CLAUDE_PID=$$ '" + String.join("' '", program.command())
                + "' event");
    }

    /** Reports the session's status by renaming a new file over the client's session file. */
    void report(String session, String status) {
        report(session, status, "cli");
    }

    /** Reports the status like a client with another entrypoint, such as {@code sdk-cli}. */
    void report(String session, String status, String entrypoint) {
        writeStatus(session, status, entrypoint, file() + ".tmp");
        execute("mv '" + file() + ".tmp' '" + file() + "'");
    }

    /** Reports the session's status by overwriting the client's session file in place. */
    void reportInPlace(String session, String status) {
        writeStatus(session, status, "cli", file().toString());
    }

    void removeFile() {
        execute("rm '" + file() + "'");
    }

    private void writeStatus(String session, String status, String entrypoint, String file) {
        // The real client writes the file about 20 ms after its hooks run. Here it is written at once, and the current
        // time, truncated to whole milliseconds, could be earlier than the time of the hooks.
        long now = System.currentTimeMillis() + 1;
        String json = """
                {"pid":%d,"sessionId":"%s","cwd":"/home/user/project","procStart":"%s","version":"2.1.330",\
                "kind":"interactive","entrypoint":"%s",\
                "status":"%s","waitingFor":"permission prompt","statusUpdatedAt":%d}""".formatted(pid(), session, startTime(), entrypoint, status, now);
        execute("mkdir -p '" + directory + "' && printf '%s' '" + json + "' > '" + file + "'");
    }

    void removeDirectory() {
        execute("rm -r '" + directory + "'");
    }

    /** Kills the client, so that no hook runs and its session file remains. */
    void kill() {
        running.process().destroyForcibly().onExit().join();
    }

    private String startTime() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"), StandardCharsets.ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String line) {
        executed++;
        try {
            var stdin = running.process().getOutputStream();
            stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the end of " + line)
                .pollInterval(Duration.ofMillis(1))
                .failFast(running::assertRunning)
                .until(() -> running.out().lines().filter("done"::equals).count() == executed);
    }

    @Override
    public void close() {
        kill();
    }
}
