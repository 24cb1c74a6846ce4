package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Closes inherited pipes other than the three standard streams. Waybar starts commands from several threads at once, so
 * a command may inherit the pipe of another module. While that pipe is open here, that module waits for end of file and
 * is not updated.
 */
public final class InheritedPipes {
    private static final int LAST_STANDARD_STREAM = 2;

    /** Closes the inherited pipes. A long-running process calls this before it opens its own pipes. */
    public static void close(Libc libc) {
        close(libc, Path.of("/proc/self/fd"));
    }

    static void close(Libc libc, Path descriptors) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                int descriptor = Integer.parseInt(link.getFileName().toString());
                if (descriptor > LAST_STANDARD_STREAM && isPipe(link)) {
                    libc.close(descriptor);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Without /proc, the open descriptors are unknown.
        }
    }

    private static boolean isPipe(Path link) {
        try {
            return Files.readSymbolicLink(link).toString().startsWith("pipe:");
        } catch (IOException e) {
            return false;
        }
    }

    private InheritedPipes() {}
}
