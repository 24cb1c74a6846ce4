package dev.llmbridge.store;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedUsers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real process that acquires a lock, prints whether it succeeded, and holds the lock until its standard input ends.
 */
final class LockingProcess implements AutoCloseable {
    private static final String LOCKED = "locked";

    private final Process process;

    private LockingProcess(Process process) {
        this.process = process;
    }

    public static void main(String[] arguments) throws IOException {
        boolean locked = new FileLocks(Libc.current(), TrustedUsers.of(Libc.current(), Path.of("/")))
                .acquire(Path.of(arguments[0]), Duration.ZERO)
                .isPresent();
        System.out.println(locked ? LOCKED : "refused");
        System.in.read();
    }

    static LockingProcess start(Path file) throws IOException {
        Process process = run(file);
        if (!answer(process).equals(LOCKED)) {
            throw new IllegalStateException("the lock was not acquired");
        }
        return new LockingProcess(process);
    }

    static boolean canLock(Path file) throws IOException {
        Process process = run(file);
        try {
            return answer(process).equals(LOCKED);
        } finally {
            process.destroyForcibly();
        }
    }

    int pid() {
        return (int) process.pid();
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Process run(Path file) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LockingProcess.class.getName(),
                file.toString());
        builder.environment().clear();
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String answer(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        return line == null ? "" : line;
    }
}
