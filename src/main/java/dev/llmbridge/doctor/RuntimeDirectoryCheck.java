package dev.llmbridge.doctor;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Checks the directory in which hooks look for the daemon.
 *
 * @param configured whether the environment names the directory, or the daemon is known to use it; otherwise it is the
 *     default
 */
record RuntimeDirectoryCheck(Path directory, boolean configured, int uid) {
    private static final String PRIVATE = "rwx------";

    Finding run() {
        String variable = Environment.RUNTIME_DIR;
        if (!Files.isDirectory(directory)) {
            return new Finding.Failure(
                    directory + " does not exist", "log in to a session that creates it, or set " + variable);
        }
        try {
            if (!Files.getAttribute(directory, "unix:uid").equals(uid)) {
                return new Finding.Failure(
                        directory + " belongs to another user", "set " + variable + " to a directory that you own");
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
            if (!mode.equals(PRIVATE)) {
                return new Finding.Warning(
                        directory + " has mode " + mode,
                        "make the directory private",
                        "chmod 700 " + ShellWords.quote(directory.toString()));
            }
        } catch (IOException e) {
            return new Finding.Failure(
                    directory + " cannot be inspected", "set " + variable + " to a directory that you own");
        }
        return configured
                ? new Finding.Ok(directory.toString())
                : new Finding.Warning(
                        directory + " is used because " + variable + " is not set",
                        "if other programs have it set, set it here to the same value");
    }
}
