package dev.llmbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.SignalNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the demo as a process, in every form of the program that was built. */
class DemoIT {
    private static final int SIGINT = 2;
    private static final String DIRECTORY_PREFIX = "llm-bridge-demo-";

    @TempDir
    Path dir;

    @AutoClose
    private final StartedProcesses started = new StartedProcesses(new ArrayList<>());

    /** Kills processes that a failed test leaves behind. */
    private record StartedProcesses(Collection<Process> processes) implements AutoCloseable {
        @Override
        public void close() {
            processes.forEach(Process::destroyForcibly);
        }
    }

    static Stream<List<String>> programs() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(
                        property("bridge.jvm").map(jar -> List.of(java, "-jar", jar)),
                        property("bridge.native").map(List::of))
                .flatMap(Optional::stream);
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .filter(value -> !value.isBlank())
                .map(path -> Path.of(path).toAbsolutePath().toString());
    }

    private Process start(List<String> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.add("demo");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectOutput(out().toFile())
                .redirectError(err().toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", dir.toString(), "LANG", "C.UTF-8", "TERM", "xterm"));
        Process process = builder.start();
        started.processes().add(process);
        return process;
    }

    private Path out() {
        return dir.resolve("out");
    }

    private Path err() {
        return dir.resolve("err");
    }

    private static void awaitEnd(Process demo) {
        await("the end of the demo").until(() -> !demo.isAlive());
    }

    private static List<Path> directories() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(DIRECTORY_PREFIX))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void every_step_of_a_session_is_shown(List<String> program) throws Exception {
        List<Path> before = directories();
        Process demo = start(program);
        awaitEnd(demo);

        assertThat(err()).isEmptyFile();
        assertThat(demo.exitValue()).isZero();
        assertThat(out())
                .content()
                .containsSubsequence(
                        "SessionStart",
                        "☾ Idle",
                        "UserPromptSubmit",
                        "✻ Thinking",
                        "PreToolUse Read",
                        "▤ Read",
                        "PreToolUse Edit",
                        "✎ Edit",
                        "PreToolUse Bash",
                        "❯ Bash",
                        "Stop",
                        "☾ Idle",
                        "status line",
                        "☾ Idle · 2% · $0.42",
                        "10 events, 10 signals",
                        "event to file",
                        "event to signal")
                .doesNotContain("\u001b");
        assertThat(directories()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void an_interrupt_without_a_hook_is_shown(List<String> program) throws Exception {
        List<Path> before = directories();
        Process demo = start(program, "--scenario", "interrupt", "--pace", "0");
        awaitEnd(demo);

        assertThat(err()).isEmptyFile();
        assertThat(demo.exitValue()).isZero();
        assertThat(out())
                .content()
                .containsSubsequence(
                        "UserPromptSubmit",
                        "✻ Thinking",
                        "PreToolUse Bash",
                        "❯ Bash",
                        "Esc (no hook",
                        "☾ Idle",
                        "UserPromptSubmit",
                        "✻ Thinking",
                        "Stop",
                        "☾ Idle",
                        "5 events, 5 signals")
                .doesNotContain("\u001b");
        assertThat(directories()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void an_interrupted_demo_leaves_nothing_behind(List<String> program) throws Exception {
        List<Path> before = directories();
        Process demo = start(program, "--pace", "60");
        await().until(() -> Files.readString(out()).contains("☾ Idle"));
        List<ProcessHandle> children = demo.descendants().toList();
        assertThat(children).hasSizeGreaterThanOrEqualTo(2);

        Libc.current().kill((int) demo.pid(), new SignalNumber(SIGINT));
        awaitEnd(demo);

        assertThat(demo.exitValue()).isEqualTo(130);
        await().untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
        assertThat(directories()).isEqualTo(before);
        assertThat(err()).isEmptyFile();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void an_unknown_scenario_is_reported_in_one_line(List<String> program) throws Exception {
        Process demo = start(program, "--scenario", "nonsense");
        awaitEnd(demo);
        assertThat(demo.exitValue()).isEqualTo(64);
        assertThat(err()).content().hasLineCount(1).contains("nonsense", "single-session", "multi-session");
        assertThat(out()).isEmptyFile();
    }
}
