package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pipes that came along from whoever started this process, beside the three standard streams. Waybar starts commands
 * from several threads at once, and a command may get the pipe of another one: as long as it is open here, that one's
 * module waits for its end and shows nothing new.
 */
public final class InheritedPipes {
    private static final int LAST_STANDARD_STREAM = 2;

    /** To be called by a process that stays, before it has pipes of its own. */
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
        } catch (IOException e) {
            // Without /proc nothing is known of them.
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
