package dev.llmbridge.posix;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program in a separate JVM with an empty environment. */
record ChildJvm(Process process, BufferedReader output) implements AutoCloseable {
    static ChildJvm start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        return new ChildJvm(process, process.inputReader());
    }

    String line() throws IOException {
        return output.readLine();
    }

    void closeInput() throws IOException {
        process.outputWriter().close();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
