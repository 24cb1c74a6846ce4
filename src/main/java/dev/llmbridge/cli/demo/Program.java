package dev.llmbridge.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.nativeimage.ImageInfo;

/**
 * How this very program is started.
 *
 * @param command program and first arguments, paths absolute
 */
record Program(List<String> command) {
    /** @throws DemoFailure where this process does not run what was packaged */
    static Program ofThisProcess() throws DemoFailure {
        Path executable = ProcessHandle.current()
                .info()
                .command()
                .map(Path::of)
                .orElseThrow(() -> new DemoFailure("cannot tell which executable this is"));
        return new Program(ImageInfo.inImageCode() ? List.of(executable.toString()) : onJvm(executable));
    }

    /** Flags for processes that are gone before a compiler pays off. */
    private static List<String> onJvm(Path java) throws DemoFailure {
        Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
        if (!jar.toString().endsWith(".jar") || !Files.isRegularFile(jar)) {
            throw new DemoFailure("on the JVM the demo wants to be started with java -jar");
        }
        return List.of(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
    }

    boolean isNative() {
        return command.size() == 1;
    }

    List<String> call(String verb) {
        List<String> call = new ArrayList<>(command);
        call.add(verb);
        return call;
    }
}
