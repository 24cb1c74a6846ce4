package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A user's isolated environment: a runtime directory (0700), and a home and a current directory below one temporary
 * directory. Closing it kills every process that uses the environment, whoever started it, and removes the directories.
 */
final class Home implements AutoCloseable {
    /** The uid and gid of the user {@code nobody}. */
    private static final int NOBODY = 65534;

    /** A runtime directory is normally in memory; a disk that is busy would delay the daemon. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path root;
    private final Path runtime;
    private final boolean ofNobody;
    private final AtomicInteger outputs = new AtomicInteger();

    private Home(Path root, Path runtime, boolean ofNobody) {
        this.root = root;
        this.runtime = runtime;
        this.ofNobody = ofNobody;
    }

    /** Creates an environment for the user who runs the tests. */
    static Home create() {
        return create(false);
    }

    /** Creates an environment for an ordinary user: {@code nobody}, if root runs the tests. */
    static Home ofOrdinaryUser() {
        return create(Kernel.uid() == 0);
    }

    private static Home create(boolean ofNobody) {
        try {
            // In /tmp, not in the JVM's temporary directory, because the path of a socket has at most 107 bytes.
            Path temporary = Path.of("/tmp");
            Path root = Files.createTempDirectory(temporary, "llm-it-");
            Path runtime = Files.createTempDirectory(Files.isWritable(MEMORY) ? MEMORY : temporary, "llm-it-");
            Home home = new Home(root, runtime, ofNobody);
            for (Path directory : List.of(home.user(), home.current(), home.outputs())) {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            home.changeOwner(root);
            home.changeOwner(runtime);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes this home's user the owner of everything below {@code file}. */
    void changeOwner(Path file) throws IOException {
        if (!ofNobody) {
            return;
        }
        try (Stream<Path> files = Files.walk(file)) {
            for (Path each : files.toList()) {
                Files.setAttribute(each, "unix:uid", NOBODY);
                Files.setAttribute(each, "unix:gid", NOBODY);
            }
        }
    }

    /** Returns the command line that runs {@code command} as this home's user. */
    List<String> asUser(List<String> command) {
        List<String> line = new ArrayList<>();
        if (ofNobody) {
            String nobody = Integer.toString(NOBODY);
            line.addAll(List.of("setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups", "--"));
        }
        line.addAll(command);
        return line;
    }

    /** Returns the uid of this home's user. */
    int uid() {
        return ofNobody ? NOBODY : Kernel.uid();
    }

    Path root() {
        return root;
    }

    Path runtime() {
        return runtime;
    }

    Path user() {
        return root.resolve("home");
    }

    /** Returns the current directory of the processes. */
    Path current() {
        return root.resolve("project");
    }

    Path socket() {
        return runtime().resolve("llm-bridge.sock");
    }

    Path stateFile() {
        return runtime().resolve("llm_state.json");
    }

    Path sessions() {
        return runtime().resolve("llm_sessions");
    }

    Path configuration() {
        return user().resolve(".config/waybar-llm-bridge/config.properties");
    }

    Map<String, String> environment() {
        return Map.of(
                "HOME",
                user().toString(),
                "XDG_RUNTIME_DIR",
                runtime().toString(),
                "PATH",
                "/usr/local/bin:/usr/bin:/bin",
                "LANG",
                "C.UTF-8");
    }

    void configure(String... lines) {
        write(configuration(), String.join("\n", lines) + "\n");
    }

    Path write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the content of the state file; empty if it does not exist. */
    String state() {
        try {
            return Files.exists(stateFile()) ? Files.readString(stateFile(), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> sessionFiles() {
        if (!Files.isDirectory(sessions())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(sessions())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path newOutput() {
        return outputs().resolve(Integer.toString(outputs.incrementAndGet()));
    }

    /**
     * Returns the processes whose environment names this home's runtime directory: those started here and their
     * descendants.
     */
    List<ProcessHandle> processes() {
        String mark = "XDG_RUNTIME_DIR=" + runtime() + "\0";
        return ProcessHandle.allProcesses()
                .filter(process -> environmentOf(process).contains(mark))
                .toList();
    }

    private static String environmentOf(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }

    @Override
    public void close() {
        await("the end of all processes in " + root).until(() -> {
            List<ProcessHandle> left = processes();
            left.forEach(ProcessHandle::destroyForcibly);
            return left.isEmpty();
        });
        FileTree.delete(root);
        FileTree.delete(runtime);
    }

    private Path outputs() {
        return root.resolve("out");
    }
}
