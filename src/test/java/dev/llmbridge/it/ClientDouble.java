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
 * A process that behaves as a client of the hooks: it runs them as its children with its own pid in their environment,
 * and keeps a file that says what its session does. It does what it is told, a shell's line at a time.
 */
final class ClientDouble implements AutoCloseable {
    private static final String OBEY = "while IFS= read -r line; do eval \"$line\"; echo done; done";

    private final Program program;
    private final Call.Running running;
    private final Path folder;
    private int told;

    private ClientDouble(Program program, Call.Running running, Path folder) {
        this.program = program;
        this.running = running;
        this.folder = folder;
    }

    /** Starts one that keeps its file where clients do by default. */
    static ClientDouble start(Program program, Home home) {
        return start(program, home, home.user().resolve(".claude/sessions"));
    }

    static ClientDouble start(Program program, Home home, Path folder) {
        Call call = new Call(home, List.of("/bin/sh", "-c", OBEY)).openInput();
        return new ClientDouble(program, call.start(), folder);
    }

    long pid() {
        return running.process().pid();
    }

    Path file() {
        return folder.resolve(pid() + ".json");
    }

    /** Runs one hook to its end. */
    void hook(String payload) {
        tell("printf '%s' '" + payload.strip() + "' | CLAUDE_PID=$$ '" + String.join("' '", program.command())
                + "' event");
    }

    /** Says in its file what its session does from now on: writes beside it and renames. */
    void says(String session, String status) {
        say(session, status, file() + ".tmp");
        tell("mv '" + file() + ".tmp' '" + file() + "'");
    }

    /** The same, written into the file as it is. */
    void saysInPlace(String session, String status) {
        say(session, status, file().toString());
    }

    private void say(String session, String status, String file) {
        // The real client writes it some 20 ms after its hooks. In whole milliseconds and at once, it might be stamped
        // before them.
        long now = System.currentTimeMillis() + 1;
        String json = """
                {"pid":%d,"sessionId":"%s","cwd":"/home/user/project","procStart":"%s","version":"2.1.330",\
                "status":"%s","waitingFor":"permission prompt","statusUpdatedAt":%d}""".formatted(pid(), session, startTime(), status, now);
        tell("mkdir -p '" + folder + "' && printf '%s' '" + json + "' > '" + file + "'");
    }

    void removesItsFolder() {
        tell("rm -r '" + folder + "'");
    }

    /** Ends it as nothing else does: no hook, and its file stays. */
    void isKilled() {
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

    private void tell(String line) {
        told++;
        try {
            var stdin = running.process().getOutputStream();
            stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the end of " + line)
                .pollInterval(Duration.ofMillis(1))
                .failFast(running::mustRun)
                .until(() -> running.out().lines().filter("done"::equals).count() == told);
    }

    @Override
    public void close() {
        isKilled();
    }
}
