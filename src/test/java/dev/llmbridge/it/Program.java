package dev.llmbridge.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JVM build or the native build of the program. The system properties {@code bridge.jvm} (a jar) and
 * {@code bridge.native} (an executable) give their paths; without either, the jar of the last build is used.
 */
record Program(Kind kind, Path file) {
    enum Kind {
        JVM,
        NATIVE
    }

    private static final String DEFAULT_JAR = "target/quarkus-app/quarkus-run.jar";

    static List<Program> twins() {
        Optional<Path> jar = path("bridge.jvm");
        Optional<Path> executable = path("bridge.native");
        List<Program> twins = new ArrayList<>();
        if (jar.isPresent() || executable.isEmpty()) {
            twins.add(new Program(Kind.JVM, existing(jar.orElse(Path.of(DEFAULT_JAR)))));
        }
        executable.ifPresent(file -> twins.add(new Program(Kind.NATIVE, existing(file))));
        return twins;
    }

    /** Returns a call of this program in {@code home}, with only that home's environment. */
    Call call(Home home, String... arguments) {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(arguments));
        return new Call(home, command);
    }

    List<String> command() {
        return switch (kind) {
            case JVM -> List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", file.toString());
            case NATIVE -> List.of(file.toString());
        };
    }

    /** Returns a call through the start script, which a JVM needs in an unusual environment; the executable has none. */
    Call scriptCall(Home home, String... arguments) {
        List<String> command = new ArrayList<>();
        switch (kind) {
            case JVM ->
                command.add(
                        file.resolve("../../waybar-llm-bridge-jvm").normalize().toString());
            case NATIVE -> command.add(file.toString());
        }
        command.addAll(List.of(arguments));
        return new Call(home, command).with("JAVA_HOME", System.getProperty("java.home"));
    }

    /** Copies the program to {@code directory}, where another user may read it. */
    Program copiedTo(Path directory) {
        return switch (kind) {
            case JVM ->
                new Program(
                        kind,
                        FileTree.copy(file.getParent(), directory.resolve("app"))
                                .resolve(file.getFileName()));
            case NATIVE -> new Program(kind, FileTree.copy(file, directory.resolve(file.getFileName())));
        };
    }

    boolean isNative() {
        return kind == Kind.NATIVE;
    }

    /** The launcher of the JDK that runs the tests. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Optional<Path> path(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private static Path existing(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (!Files.isRegularFile(absolute)) {
            throw new IllegalStateException("build the program first: there is no " + absolute);
        }
        return absolute;
    }

    @Override
    public String toString() {
        return kind.name();
    }
}
