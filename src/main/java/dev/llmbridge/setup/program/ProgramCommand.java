package dev.llmbridge.setup.program;

import dev.llmbridge.posix.ShellWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.nativeimage.ImageInfo;

/**
 * The command that starts this program, without a verb: an executable and its first arguments, with absolute paths, or
 * only the name of the executable.
 *
 * @param words not empty; exactly one for the native executable
 */
public record ProgramCommand(List<String> words) {
    private static final String NAME = "waybar-llm-bridge";

    public ProgramCommand {
        words = List.copyOf(words);
    }

    /**
     * Returns the command of this process, with links to the executable resolved.
     *
     * @throws UnknownProgramException if this process runs neither the native executable nor the packaged jar
     */
    public static ProgramCommand ofThisProcess() throws UnknownProgramException {
        Path executable = ProcessHandle.current()
                .info()
                .command()
                .map(Path::of)
                .orElseThrow(() -> new UnknownProgramException("cannot determine the path of this executable"));
        return ImageInfo.inImageCode() ? new ProgramCommand(List.of(executable.toString())) : onJvm(executable);
    }

    /** Returns the command that starts this program by its name, which is looked up in {@code $PATH}. */
    public static ProgramCommand byName() {
        return new ProgramCommand(List.of(NAME));
    }

    /** Adds flags for short-lived processes, in which an optimising compiler does not pay off. */
    private static ProgramCommand onJvm(Path java) throws UnknownProgramException {
        Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
        if (!jar.toString().endsWith(".jar") || !Files.isRegularFile(jar)) {
            throw new UnknownProgramException("on the JVM, the program must be started with java -jar");
        }
        return new ProgramCommand(
                List.of(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
    }

    public boolean isNative() {
        return words.size() == 1;
    }

    /** Returns the file of the program: the executable or the jar. */
    public Path file() {
        return Path.of(words.getLast());
    }

    /** Returns the words of a command line with these arguments. */
    public List<String> call(List<String> arguments) {
        List<String> call = new ArrayList<>(words);
        call.addAll(arguments);
        return List.copyOf(call);
    }

    /** Returns a command line with these arguments for a shell, quoted if necessary. */
    public String shellText(List<String> arguments) {
        StringBuilder text = new StringBuilder();
        for (String word : call(arguments)) {
            text.append(text.isEmpty() ? "" : " ").append(ShellWords.quote(word));
        }
        return text.toString();
    }
}
