package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graalvm.nativeimage.ImageInfo;

/** The file of the program that this process runs. */
public final class RunningProgram {
    private static final Path EXECUTABLE = Path.of("/proc/self/exe");

    /** The end of the name of an executable that has been replaced or removed since the process started. */
    public static final String DELETED = " (deleted)";

    /**
     * Returns the path of the executable or, on a JVM, of the jar; ends with {@link #DELETED} if the executable no
     * longer exists. Empty if it is unknown.
     */
    public static String file() {
        try {
            return ImageInfo.inImageCode()
                    ? Files.readSymbolicLink(EXECUTABLE).toString()
                    : Path.of(System.getProperty("java.class.path"))
                            .toAbsolutePath()
                            .toString();
        } catch (IOException e) {
            return "";
        }
    }

    private RunningProgram() {}
}
