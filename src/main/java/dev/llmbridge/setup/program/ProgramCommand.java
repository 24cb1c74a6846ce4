package dev.llmbridge.setup.program;

import dev.llmbridge.posix.ShellWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.nativeimage.ImageInfo;

/**
 * What starts this program: an executable and the arguments that come before a verb, paths absolute.
 *
 * @param words never empty; of the native executable exactly one
 */
public record ProgramCommand(List<String> words) {
    public ProgramCommand {
        words = List.copyOf(words);
    }

    /**
     * What runs in this process, every link on its path followed.
     *
     * @throws UnknownProgramException where that is not what was packaged
     */
    public static ProgramCommand ofThisProcess() throws UnknownProgramException {
        Path executable = ProcessHandle.current()
                .info()
                .command()
                .map(Path::of)
                .orElseThrow(() -> new UnknownProgramException("cannot tell which executable this is"));
        return ImageInfo.inImageCode() ? new ProgramCommand(List.of(executable.toString())) : onJvm(executable);
    }

    /** Flags for processes that are gone before a compiler pays off. */
    private static ProgramCommand onJvm(Path java) throws UnknownProgramException {
        Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
        if (!jar.toString().endsWith(".jar") || !Files.isRegularFile(jar)) {
            throw new UnknownProgramException("on the JVM this wants to be started with java -jar");
        }
        return new ProgramCommand(
                List.of(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
    }

    public boolean isNative() {
        return words.size() == 1;
    }

    /** The file that the program is: the executable, or the jar. */
    public Path file() {
        return Path.of(words.getLast());
    }

    /** All words of a call with further arguments. */
    public List<String> call(List<String> arguments) {
        List<String> call = new ArrayList<>(words);
        call.addAll(arguments);
        return List.copyOf(call);
    }

    /** A call as a shell takes it, quoted where that is needed. */
    public String shellText(List<String> arguments) {
        StringBuilder text = new StringBuilder();
        for (String word : call(arguments)) {
            text.append(text.isEmpty() ? "" : " ").append(ShellWord.quote(word));
        }
        return text.toString();
    }
}
